# SPDX-License-Identifier: GPL-3.0-or-later
# int, float and bool together.
print(1 + 1.0, True + 1, True + 1.5, 3 * True, 2 ** True, 7 // 2.0, 7 % 2.5, divmod(7, 2.5), -7 // 2.0,
    10 ** -2)
print(1 == 1.0 == True, {1: "a"}[1.0], [1].index(True), 1.0 in {1}, sum([True, 1, 1.0]))
print(5 / 2, 4 / 2, 2 ** 0.5, 2 ** -1, (-8) ** 2, 4 ** 0.5, int(2.9), int(-2.9), float(3), round(2.5),
    round(3.5), round(-2.5))
print(max(1, 1.0), min(1.0, 1), max(True, 1), sorted([1.5, 1, True, 0]), 1 < 1.5 < 2, True < 2, False == 0.0,
    0.1 + 0.2 == 0.3)
print(10 ** 16 + 1.0, 10 ** 16 + 1 == 10 ** 16 + 1.0, 2 ** 53 + 1 > 2.0 ** 53,
    2 ** 1023 * 2.0 == float("inf"), 10 ** 308 * 10.0)
print(abs(-0.0), -0.0 == 0, 0.0 * -1, 1 / float("inf"), 0 * float("inf"), int(1e18), int(1e19),
    1e18 == 10 ** 18, 1e23 == 10 ** 23)
print(7.0 // 0.1, 7.0 % 0.1, -1 % 3.5, 1e-20 % 3, -1e-20 % 3, 5.5 // -2, 5.5 % -2, divmod(-5.5, 2))
x = 5
x /= 2
print(x, type(x).__name__)
x //= 1
print(x)
x = True
x += True
print(x, type(x).__name__, True & 1, True & True, True | 2, True ^ True, ~True, -True, +True, not 1.5)
