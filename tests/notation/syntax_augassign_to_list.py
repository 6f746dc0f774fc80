# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented assignment to a list display.
print("never reached")
[a] += 1
