# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a number inside a tuple.
print("never reached")
a, 1 = x
