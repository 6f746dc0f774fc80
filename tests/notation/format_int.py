# SPDX-License-Identifier: GPL-3.0-or-later
# format() of integers: every part of the spec.
for spec in ("", "d", "5", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+5", "=+5", "*^9", "0<5", ",", "_",
    "b", "#b", "o", "#o", "x", "#x", "X", "#X", "c", "n", "e", "f", ".2f", "g", "%", "08b", "#08b", "+#x",
    "_b", "_x", "#_x", ",d", "010,", "+,", "é>6", "x<6d", "<<6", "5d", "-5d", ">+6", "=06"):
    print(repr(spec), "[" + format(1234 if spec != "c" else 65, spec) + "]",
        "[" + format(-42 if spec != "c" else 8364, spec) + "]")
for spec in ("s", "y", ".2", ".2d", "5.2x", ",x", ",b", "_c", "+c", ",n", "#c", "5 ", " 5d ", "d5", "dd",
    "0x5", ",,", "_,", "99999999999999999999", "*", "<", "..", "é"):
    try:
        print(repr(spec), format(5, spec))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
print(format(True), format(True, "d"), format(True, "5"), format(0, "x"), format(0, ",d"),
    format(1234567890, ",d"), format(-1234567, "_d"), format(1000, "010,d"), format(0, "03"))
