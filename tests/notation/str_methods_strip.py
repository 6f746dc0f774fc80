# SPDX-License-Identifier: GPL-3.0-or-later
# strip, lstrip, rstrip, removeprefix, removesuffix.
print(repr("  a b  ".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()),
    repr("\t\n\x0b\x1c\u2003a\xa0".strip()))
print("xxabcxx".strip("x"), "xyabcyx".strip("xy"), "abc".strip("abc") == "", "abc".strip(""),
    "xxa".lstrip("x"), "axx".rstrip("x"))
print("www.example.com".strip("cmowz."), "mississippi".rstrip("ipz"), "ñañ".strip("ñ"), "€a€".lstrip("€"))
print("abc".strip(None), repr(" a ".strip(None)), repr("".strip()), repr("   ".strip()))
print("TestCase".removeprefix("Test"), "TestCase".removeprefix("x"), "TestCase".removesuffix("Case"),
    "abab".removeprefix("ab"))
print("abab".removesuffix("ab"), "a".removesuffix(""), "a".removeprefix("a") == "")
for f in (lambda: "a".strip(1)), (lambda: "a".strip("a",
    "b")), (lambda: "a".removeprefix(1)), (lambda: "a".removesuffix()), (lambda: "a".lstrip(b"a")):
    try:
        print(f())
    except TypeError as e:
        print(e)
