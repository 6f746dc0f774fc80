# SPDX-License-Identifier: GPL-3.0-or-later
# A decimal number with leading zeros.
print("never reached")
x = 0123
