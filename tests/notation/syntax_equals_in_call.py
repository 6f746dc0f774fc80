# SPDX-License-Identifier: GPL-3.0-or-later
# An expression as a keyword.
print("never reached")
f(a + b=1)
