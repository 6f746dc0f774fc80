# SPDX-License-Identifier: GPL-3.0-or-later
# format() of floats: every part of the spec.
for spec in ("", "f", "F", "e", "E", "g", "G", "%", "n", ".0f", ".1f", ".2f", ".10f", ".3", ".0e", ".3e",
    ".3g", ".10g", ",", ",.2f", "_.3f", "10", "<10", ">10.2f", "^10.1f", "=+10.1f", "010.2f", "+", " ",
    "+.1f", " .1f", "#.0f", "#g", "#.3g", "*>12.2e", "z.1f", "0=8", "1", ".1%", "020,.2f", ".0%", "#.0e"):
    print(repr(spec), "[" + format(1234.5678, spec) + "]", "[" + format(-0.00012345, spec) + "]",
        "[" + format(1e20, spec) + "]")
for spec in ("d", "x", "s", "c", "y", ".", "b", ".2.2f", "5..2f", ",_f", ".99999999999999999999f"):
    try:
        print(repr(spec), format(1.5, spec))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for x in float("inf"), float("-inf"), float("nan"), 0.0, -0.0:
    print(format(x), format(x, "f"), format(x, "F"), format(x, "+.2f"), format(x, "8.1e"), format(x, "08.1f"),
        format(x, "%"), format(x, "g"), format(x, "<8") + "|")
