# SPDX-License-Identifier: GPL-3.0-or-later
# A closing parenthesis too many.
print("never reached")
x = (1 + 2))
