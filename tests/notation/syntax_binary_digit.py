# SPDX-License-Identifier: GPL-3.0-or-later
# A 2 in a binary number.
print("never reached")
x = 0b12
