# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a conditional expression.
print("never reached")
a if b else c = 1
