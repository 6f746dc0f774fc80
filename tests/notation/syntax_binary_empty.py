# SPDX-License-Identifier: GPL-3.0-or-later
# 0b with no digits.
print("never reached")
x = 0b
