# SPDX-License-Identifier: GPL-3.0-or-later
# A generator expression as the second argument needs parentheses.
print("never reached")
f(1, x for x in y)
