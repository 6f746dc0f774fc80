# SPDX-License-Identifier: GPL-3.0-or-later
# Two underscores in a number.
print("never reached")
x = 1__0
