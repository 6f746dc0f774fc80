# SPDX-License-Identifier: GPL-3.0-or-later
# \u wants four digits.
print("never reached")
x = "\u00e"
