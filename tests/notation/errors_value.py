# SPDX-License-Identifier: GPL-3.0-or-later
# ValueError texts from everywhere.
tests = [
    lambda: int("x"), lambda: int("12", 2), lambda: float("x"), lambda: chr(-1), lambda: chr(0x110000),
    lambda: [].remove(1), lambda: "a".index("b"), lambda: "a".split(""), lambda: "a".partition(""),
    lambda: range(1, 2, 0), lambda: [1, 2][::0], lambda: "ab"[::0], lambda: min([]), lambda: max(()),
    lambda: dict(["abc"]), lambda: dict([(1, 2, 3)]), lambda: bytes([256]), lambda: bytes([-1]),
    lambda: bytes(-1), lambda: bytearray([300]), lambda: bytes.fromhex("x"), lambda: "%y" % 1,
    lambda: "{".format(), lambda: "{!x}".format(1), lambda: format(1, "y"), lambda: format(1.5, "d"),
    lambda: format("a", "d"), lambda: 1 << -1, lambda: pow(2, 2, 0), lambda: pow(2, -1, 4),
    lambda: int("1" * 5000), lambda: round(float("nan")), lambda: int(float("nan")),
    lambda: "x".encode("latin-1", "nope") + "é".encode("ascii", "nope"), lambda: (5).to_bytes(1, "x"),
    lambda: int("0", 1), lambda: "a\0b".index("c"), lambda: list(zip([1], [], strict=True)),
    lambda: dict([[1]]), lambda: str.maketrans("a", "bc"), lambda: slice(1, 2, 0).indices(5),
    lambda: bytes.maketrans(b"a", b""), lambda: float.fromhex("z"), lambda: {1: 2}.update([(1,)]),
    lambda: (1, 2).index(5),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
