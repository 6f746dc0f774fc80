# SPDX-License-Identifier: GPL-3.0-or-later
# Float arithmetic, with infinities and NaN.
print(1.5 + 2, 2 - 0.5, 3 * 0.1, 1 / 4, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2)
print(2.0 ** 3, 2 ** 0.5, 2.0 ** -1, (-2.0) ** 2, 0.0 ** 0)
inf = float("inf")
nan = float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, -inf * 2, 1 / inf)
print(nan == nan, nan != nan, nan < 1, inf > 10 ** 400, -inf < -10 ** 400)
print(0.0 == -0.0, -0.0, 0.0 * -1, -0.0 + 0.0)
print(divmod(7.5, 2), divmod(-7.5, 2), divmod(5.0, 0.7))
print(1e308 * 10, -1e308 * 10, 5e-324 / 2)
print(5 % inf, -5 % inf, 5.0 // inf, -5.0 // inf)
print(0.1 + 0.7, 1.1 * 1.1, 1 - 0.9, 100 * 1.1)
