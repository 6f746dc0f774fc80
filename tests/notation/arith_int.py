# SPDX-License-Identifier: GPL-3.0-or-later
# Integer arithmetic, floor and sign rules included.
print(7 + 3, 7 - 3, 7 * 3, 7 / 3, 7 // 3, 7 % 3, 7 ** 3)
for a, b in (7, 3), (-7, 3), (7, -3), (-7, -3), (6, 3), (-6, 3), (0, 5), (1, -5):
    print(a, b, a // b, a % b, divmod(a, b), a / b)
print(2 ** 10, 2 ** 0, 0 ** 0, 2 ** -1, (-2) ** 3, -2 ** 2, (-2) ** -1)
print(10 / 2, 10 // 2, type(10 / 2), type(10 // 2))
print(1 / 3, 2 / 4, 9007199254740993 / 1)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, ~-1, 1 << 5, 256 >> 3, -1 >> 10, -8 >> 1)
print(-5 & 3, -5 | 3, -5 ^ 3, -5 & -3)
