# SPDX-License-Identifier: GPL-3.0-or-later
# A keyword that touches a number: right, and warned of on standard error, whose last line is compared.
x = 1if 1else 2
print(x, eval("[0x1for x in (1,)]"), 1_0and 3, 0b1in [1], 1.5if 0 else 0o7or 3, f"{1if x else 2}")
exec("y = 1if 1else 2")
