# SPDX-License-Identifier: GPL-3.0-or-later
# refused: complex numbers are not in causette's notation
print((-8) ** 0.5)
