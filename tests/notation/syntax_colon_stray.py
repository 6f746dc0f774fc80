# SPDX-License-Identifier: GPL-3.0-or-later
# A colon behind an expression.
print("never reached")
x + 1:
