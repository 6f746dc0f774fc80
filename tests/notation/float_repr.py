# SPDX-License-Identifier: GPL-3.0-or-later
# The shortest digits that read back, and where the exponent begins.
for x in (0.1, 0.3, 1.1, 2.675, 1e-7, 1.5e-5, 0.0001, 0.00012345, 123456.789, 1e15, 9999999999999998.0, 1e16,
    1.2345678901234567e16, 1e17, 1e21, 1e22, 1e23, 1e100,
          5e-324, 1.7976931348623157e308, 2.2250738585072014e-308, 4.35, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1e2,
              123456789.0, 0.5, 1e-10, 3.0, 12345678.9, 4503599627370496.5, 9007199254740992.0, 1e16 + 2,
              295147905179352830000.0):
    print(x, -x, [x], str(x) == repr(x), float(repr(x)) == x)
print(float("inf"), [float("nan")], (float("-inf"),), {1.0: -0.0})
