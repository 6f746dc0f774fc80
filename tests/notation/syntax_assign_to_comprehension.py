# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a comprehension.
print("never reached")
[x for x in y] = 1
