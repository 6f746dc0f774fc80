# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a number.
print("never reached")
1 = x
