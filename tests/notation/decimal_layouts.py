# SPDX-License-Identifier: GPL-3.0-or-later
# Decimal numbers under each way of laying out, at the borders of one, two and three digits and of the small ints.
specs = ("", ">8", "<8", "^9", "08", "+", " d", "*=+12", "=8", "\xe9>9", ",", "x<1", "2", "-05d", "^+4")
for number in (0, 9, 10, 99, 100, 101, 12345, -5, -10, -99, -100, 2**62 - 1, -(2**62), 2**63, -(2**63), True):
    print(str(number), [format(number, spec) for spec in specs])
