# SPDX-License-Identifier: GPL-3.0-or-later
# round: half to even, digits, negative digits, types.
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5), round(2.4), round(2.6), round(-2.6),
    type(round(2.5)), type(round(2.5, 0)))
print(round(2.675, 2), round(1.005, 2), round(0.125, 2), round(0.375, 2), round(1234.5678, 2),
    round(1234.5678, -2), round(1234.5678, 0), round(-1234.5678, 1), round(5e-324, 300), round(1e300, 5))
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3), round(55, -1),
    round(45, -1), round(10 ** 30 + 5, -1), round(7), round(True), round(149, -2), round(4, -5))
print(round(1e20), round(1.7e308) > 0, round(0.1, None), round(2.5, ndigits=1), round(number=3.7),
    round(-0.0), round(-0.0, 2), round(float("inf"), 2), round(float("nan"), 1), round(123.456, 400),
    round(123.456, -400))
tests = [
    lambda: round("x"), lambda: round(None), lambda: round(), lambda: round(1.5, "x"),
    lambda: round(1.5, 1.5), lambda: round(float("inf")), lambda: round(float("nan")), lambda: round(1, 2, 3),
    lambda: round([1]), lambda: round(1.7e308, -308), lambda: round(5, "x"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
