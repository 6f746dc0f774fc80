# SPDX-License-Identifier: GPL-3.0-or-later
# split and rsplit: with separators, without, with limits.
print("a b  c".split(), "  a b ".split(), "".split(), "   ".split(), "a\tb\nc\x0bd\x1ce\u2003f".split())
print("a,b,,c".split(","), ",a,".split(","), "".split(","), "abc".split(","), "a--b--c".split("--"))
print("a b c d".split(None, 1), "a b c d".split(None, 2), "  a  b  ".split(None, 1), "a b".split(None, 0),
    "  a b ".split(None, -1))
print("a,b,c,d".split(",", 1), "a,b,c,d".split(",", 0), "a,b,c".split(",", -1), "a,b".split(",", 5),
    "a,b,c".split(sep=",", maxsplit=1))
print("a b c d".rsplit(None, 1), "  a  b  ".rsplit(None, 1), "a,b,c,d".rsplit(",", 2), "a,b".rsplit(","),
    " a b ".rsplit())
print("aXXbXXc".rsplit("XX", 1), "aaa".split("aa"), "aaa".rsplit("aa"), "x".split("x"))
print("año€\U0001F600€b".split("€"), "é".split("é"))
for f in (lambda: "a".split("")), (lambda: "a".split(1)), (lambda: "a".split(",",
    "x")), (lambda: "a".split(",", 1, 2)), \
        (lambda: "a".rsplit("")), (lambda: "a".split(x=1)), (lambda: "a".split(b","))  :
    try:
        print(f())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
