# SPDX-License-Identifier: GPL-3.0-or-later
# pow with two and three arguments.
print(pow(2, 10), pow(2, 100), pow(-3, 5), pow(2, -2), pow(2.5, 2), pow(2, 0.5), pow(0, 0), pow(5, 0))
print(pow(3, 100, 7), pow(2, 1000, 1000007), pow(-3, 3, 7), pow(3, 3, -7), pow(-3, 3, -7),
    pow(10 ** 20, 10 ** 20, 10 ** 9 + 7), pow(5, 0, 1), pow(0, 0, 5), pow(7, 1, 1), pow(2, 5, -1))
print(pow(3, -1, 7), pow(3, -2, 7), pow(10, -1, 10 ** 9 + 7), pow(-3, -1, 7), pow(2, -1, 9),
    pow(base=2, exp=3), pow(2, exp=3, mod=5))
print(2 ** 1000 % 10 ** 20, 7 ** 77, (-1) ** (10 ** 20), 1 ** (10 ** 20), 0 ** (10 ** 20), 2 ** True)
tests = [
    lambda: pow(2), lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow("x", 2), lambda: pow(2, 3.0, 5),
    lambda: pow(0, -1), lambda: pow(1, 2, 3, 4), lambda: pow(), lambda: pow(6, -1, 9), lambda: pow(0.0, -2),
    lambda: pow(-1.5, "x"), lambda: pow(1, None, 2),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
