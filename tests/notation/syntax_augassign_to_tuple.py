# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented assignment to a tuple.
print("never reached")
a, b += 1
