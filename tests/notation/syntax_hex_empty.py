# SPDX-License-Identifier: GPL-3.0-or-later
# 0x with no digits.
print("never reached")
x = 0x
