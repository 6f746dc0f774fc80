# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented assignment to a number.
print("never reached")
1 += 1
