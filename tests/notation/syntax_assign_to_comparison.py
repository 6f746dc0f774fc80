# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a comparison.
print("never reached")
a < b = 1
