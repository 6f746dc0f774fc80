# SPDX-License-Identifier: GPL-3.0-or-later
# del of an expression.
print("never reached")
del a + b
