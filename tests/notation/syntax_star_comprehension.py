# SPDX-License-Identifier: GPL-3.0-or-later
# * in a list comprehension.
print("never reached")
x = [*y for y in z]
