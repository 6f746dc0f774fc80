# SPDX-License-Identifier: GPL-3.0-or-later
# A conditional expression without else.
print("never reached")
x = 1 if 2
