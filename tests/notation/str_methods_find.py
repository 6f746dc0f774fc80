# SPDX-License-Identifier: GPL-3.0-or-later
# find, rfind, index, rindex, count, startswith, endswith, in.
s = "abracadabra"
print(s.find("a"), s.find("bra"), s.find("z"), s.find("a", 1), s.find("a", 1, 3), s.find("", 3),
    s.find("", 20), s.find("a", -3))
print(s.rfind("a"), s.rfind("bra"), s.rfind("z"), s.rfind("a", 0, 5), s.rfind(""), s.rfind("", 2, 5))
print(s.index("cad"), s.rindex("bra"), s.count("a"), s.count("abra"), s.count(""), s.count("a", 3),
    s.count("a", 3, 8), "aaa".count("aa"))
for f in s.index, s.rindex:
    try:
        f("zz")
    except ValueError as e:
        print(e)
print(s.startswith("abra"), s.startswith("bra", 1), s.startswith("bra", 1, 3), s.startswith(("x", "ab")),
    s.startswith(""), s.startswith("", 50))
print(s.endswith("bra"), s.endswith("bra", 9), s.endswith(("x", "a")), s.endswith("abrac", 0, 5),
    s.endswith(()))
u = "añ€\U0001F600ñ"
print(u.find("ñ"), u.rfind("ñ"), u.find("\U0001F600"), u.index("€"), u.count("ñ"), u.find("ñ", 2),
    u.find("z"))
for f in (lambda: s.find(1)), (lambda: s.startswith(1)), (lambda: s.endswith(["a"])), (lambda: s.startswith(("a", 1))[0:1]), \
        (lambda: s.count()), (lambda: s.find("a", "b")), (lambda: s.startswith((1,))), (lambda: s.index("a",
            1, 2, 3)):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(s.find("a", None, None), s.count("a", None, 3), s.find("a", 10 ** 30), s.find("a", -10 ** 30))
