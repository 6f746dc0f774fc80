# SPDX-License-Identifier: GPL-3.0-or-later
# splitlines knows every line boundary; partition and rpartition.
print("a\nb\r\nc\rd".splitlines(), "a\n".splitlines(), "".splitlines(), "\n".splitlines(),
    "a\n\nb".splitlines())
print("a\nb\r\nc\rd\n".splitlines(True), "a\n\n".splitlines(keepends=True), "x".splitlines(True))
print("a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i".splitlines())
print("one two three".partition(" "), "one".partition(" "), "".partition(","), "a,b".partition(","),
    ",".partition(","))
print("one two three".rpartition(" "), "one".rpartition(" "), "a::b::c".rpartition("::"),
    "a::b::c".partition("::"))
for f in [
    lambda: "a".partition(""), lambda: "a".rpartition(""), lambda: "a".partition(1), lambda: "a".partition(),
    lambda: "a".splitlines("x", 1),
]:
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print("key=value=x".partition("="), "é=ü".partition("="))
