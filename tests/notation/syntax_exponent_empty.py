# SPDX-License-Identifier: GPL-3.0-or-later
# An exponent without digits.
print("never reached")
x = 1e
