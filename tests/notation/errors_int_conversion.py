# SPDX-License-Identifier: GPL-3.0-or-later
# What is no integer where an integer is wanted.
a = [1, 2, 3]
tests = [
    lambda: a["0"], lambda: a[0.0], lambda: a[None], lambda: str("abc")[1.0], lambda: tuple(a)["x"],
    lambda: bytes(a)[1.5], lambda: range(1.5), lambda: range("3"), lambda: [0] * 1.5, lambda: "a" * 2.0,
    lambda: [0] * "2", lambda: chr("a"), lambda: chr(1.5), lambda: hex(1.5), lambda: bin("1"),
    lambda: a.pop(1.0), lambda: a.insert(1.5, 0), lambda: a.index(1, 0.5), lambda: "abc".find("a", 1.5),
    lambda: "a".center(5.0), lambda: "a".ljust("5"), lambda: a[1:2.5], lambda: a["x":],
    lambda: "abc"[:None:1.5], lambda: bytes(2.5), lambda: bytes(["a"]), lambda: bytearray([1.5]),
    lambda: "a".split(None, 1.5), lambda: "aa".replace("a", "b", 1.5), lambda: "a".expandtabs(1.5),
    lambda: round(1.5, 1.5), lambda: int("1", 2.0), lambda: sum([1], 1.5), lambda: pow(2, 2, 2.5),
    lambda: slice(1.5).indices(3), lambda: slice(1).indices(1.5), lambda: (5).to_bytes(1.5, "big"),
    lambda: range(3)[1.5], lambda: range(1, 5, 1.5), lambda: enumerate([], 1.5), lambda: "%c" % 1.5,
    lambda: "%*d" % (1.5, 1), lambda: format(1.5, "c"), lambda: 1 << 2.0, lambda: b"a".find(1.5),
    lambda: b"abc".count("a"), lambda: "a".zfill(2.0), lambda: {}[1:2], lambda: print("a", sep=1),
]
for test in tests:
    try:
        print(test())
    except (TypeError, ValueError) as e:
        print(e)
