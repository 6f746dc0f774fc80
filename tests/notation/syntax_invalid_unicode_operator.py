# SPDX-License-Identifier: GPL-3.0-or-later
# A multiplication sign.
print("never reached")
x = 2 × 3
