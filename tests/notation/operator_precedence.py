# SPDX-License-Identifier: GPL-3.0-or-later
# Who binds tighter.
print(1 + 2 * 3, (1 + 2) * 3, 2 * 3 + 4 * 5, 10 - 2 - 3, 100 / 10 / 2)
print(2 ** 3 ** 2, (2 ** 3) ** 2, -2 ** 2, 2 ** -1, -2 ** -2)
print(1 << 2 + 3, (1 << 2) + 3, 1 + 2 << 3)
print(6 & 3 | 8, 6 | 3 & 8, 6 ^ 3 & 1, 1 | 2 ^ 3, 5 & 3 == 1, (5 & 3) == 1)
print(not 1 == 2, not (1 == 2), not 1 + 1, not not 1)
print(1 or 0 and 0, (1 or 0) and 0, not 0 or 1, not (0 or 1))
print(-3 % 5, -(3 % 5), ~1 + 1, ~(1 + 1), - - 3, -+3, ~-3)
print(7 // 2 * 2, 7 * 2 // 2, 7 % 4 * 2, 2 * 7 % 4)
print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 1, 1 + 2 if 0 else 3)
print(1 < 2 == True, (1 < 2) == True, 3 in [3] == True)
print([1, 2][0] + 1, -[1, 2][1], "ab" "cd" * 2, "a" + "b" * 3)
print((lambda: 1 or 2)(), (lambda x: x if x else 5)(0))
