# SPDX-License-Identifier: GPL-3.0-or-later
# A generator expression beside another argument needs parentheses.
print("never reached")
f(x for x in y, 1)
