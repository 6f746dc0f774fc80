# SPDX-License-Identifier: GPL-3.0-or-later
# replace, join, translate, maketrans, expandtabs.
print("aaa".replace("a", "b"), "aaa".replace("a", "b", 2), "aaa".replace("a", "b", 0),
    "aaa".replace("a", "", -1), "abc".replace("", "-"))
print("abc".replace("", "-", 2), "".replace("", "x"), "aaa".replace("aa", "b"), "abc".replace("x", "y"),
    "añb".replace("ñ", "€"), "a".replace("a", "\U0001F600"))
print(",".join(["a", "b"]), ",".join([]) == "", "".join("abc"), "-".join(("x",)), ", ".join({"k": 1, "l": 2}),
    "€".join(["a", "\U0001F600"]))
print("-".join(str(i) for i in range(3)), "ab".join("12"))
table = str.maketrans("abc", "xyz")
print(table, "aabbcc!".translate(table), "abc".translate(str.maketrans("a", "b", "c")))
print(str.maketrans({"a": 1, 98: "x", "c": None}), "abcd".translate({97: "XX", 98: None, 99: 0x20ac}),
    "abc".translate({}))
print("a\tb".expandtabs(), "a\tb\tc".expandtabs(4), "\t".expandtabs(3) == "   ", "a\tb".expandtabs(0),
    "a\n\tb".expandtabs(4), "12345678\tx".expandtabs(tabsize=8))
for f in (lambda: ",".join([1])), (lambda: ",".join(["a",
    None])), (lambda: ",".join(5)), (lambda: "a".replace("a")), (lambda: "a".replace(1, 2)), \
        (lambda: str.maketrans("ab",
            "c")), (lambda: str.maketrans("a")), (lambda: "a".translate(5)), (lambda: str.maketrans({"ab": 1})), \
        (lambda: "a".translate({97: -1})), (lambda: "a".translate({97: 1.5})), (lambda: ",".join()), (lambda: ",".join([b"a"])), (lambda: "a".replace("a", "b", "c")):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
