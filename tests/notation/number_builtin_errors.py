# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong arguments for the built-in functions about numbers and for int, float and bool.
tests = [
    lambda: abs(), lambda: abs(1, 2), lambda: abs(x=1), lambda: abs("x"), lambda: hex(), lambda: hex(1.5), lambda: bin(1, 2),
    lambda: oct("8"), lambda: divmod(1), lambda: divmod("x", 1), lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: pow(2),
    lambda: pow(2, 3, 4, 5), lambda: pow(2, "3"), lambda: pow(2, "3", 4), lambda: pow(2, 3, 0), lambda: pow(2, -1, 4),
    lambda: pow(2.0, 3, 5), lambda: pow(2, 3, 5.0), lambda: pow(0, -1), lambda: pow(base=2, exp=3, mod=5), lambda: pow(2, 3, None),
    lambda: round(), lambda: round("x"), lambda: round(1.5, "x"), lambda: round(1.5, 1.5), lambda: round(1, 2, 3),
    lambda: round(number=2.5), lambda: round(float("nan")), lambda: round(float("inf")), lambda: round(1.7e308, -308),
    lambda: round(1.5, 2**70), lambda: round(1.5, -2**70), lambda: round(float("nan"), 2), lambda: round(5, 2**70),
    lambda: sum(), lambda: sum(1), lambda: sum(1, 2, 3), lambda: sum(["a"]), lambda: sum(["a"], ""), lambda: sum([b"a"], b""),
    lambda: sum([], bytearray()), lambda: sum([1], start=5), lambda: int(x=1), lambda: int(base=10), lambda: int("1", 2, 3),
    lambda: int("1", bse=2), lambda: int(1, 10), lambda: int("1", None), lambda: int("1", 2.0), lambda: int("1", 37),
    lambda: int("1", 2**70), lambda: int([]), lambda: int(None), lambda: int(float("nan")), lambda: int(float("-inf")),
    lambda: float(1, 2), lambda: float(x=1), lambda: float(None), lambda: float([]), lambda: float(10**400), lambda: bool(1, 2),
    lambda: bool(x=1), lambda: (5).to_bytes(1, "big", True), lambda: (5).to_bytes(order=1), lambda: int.from_bytes(b"a", 5),
    lambda: float.fromhex(), lambda: float.fromhex("x"), lambda: float.fromhex("0x1p2000"), lambda: float.fromhex(5),
    lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(), lambda: (1.5).bit_length(),
    lambda: 2.0 ** 10000, lambda: 10**400 / 3, lambda: 10**400 * 1.0, lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 << (1 << 70),
    lambda: 1 % 0, lambda: 1.0 % 0, lambda: 1 // 0.0, lambda: ~1.5, lambda: 1 & 1.0, lambda: "x" + 1, lambda: 1 + "x", lambda: 1 @ 2,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e, e.args)
