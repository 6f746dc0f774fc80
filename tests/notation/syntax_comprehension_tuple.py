# SPDX-License-Identifier: GPL-3.0-or-later
# A comprehension over a bare pair needs parentheses.
print("never reached")
x = [a, b for a, b in c]
