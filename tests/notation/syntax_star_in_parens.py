# SPDX-License-Identifier: GPL-3.0-or-later
# A starred expression in mere parentheses.
print("never reached")
x = (*y)
