# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to an expression.
print("never reached")
a + b = 1
