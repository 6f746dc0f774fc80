# SPDX-License-Identifier: GPL-3.0-or-later
# is_integer, as_integer_ratio, hex, fromhex, and attributes.
for x in 1.0, 1.5, -0.25, 0.0, -0.0, 1e300, 0.1:
    print(x, x.is_integer(), x.as_integer_ratio(), x.hex(), x.real, x.imag, x.conjugate())
print(float.fromhex("0x1.8p1"), float.fromhex("-0x1p-2"), float.fromhex("inf"), float.fromhex("1.8"),
    float("inf").hex(), float("nan").hex(), 5e-324.hex())
print((1.5).__add__(2), float.is_integer(2.0), (2.5).__class__.__name__, 1.5.__eq__(1.5), 3.7.__trunc__(),
    3.2.__floor__(), 3.2.__ceil__())
tests = [
    lambda: float("inf").as_integer_ratio(), lambda: float("nan").as_integer_ratio(),
    lambda: float.fromhex("x"), lambda: 1.5.nope, lambda: float("1.5")[0], lambda: float("1.5")(),
    lambda: len(1.5), lambda: float.fromhex("0x1p99999"), lambda: float.fromhex(5), lambda: 1.5.is_integer(1),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
