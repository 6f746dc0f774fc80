# SPDX-License-Identifier: GPL-3.0-or-later
# A number as the target of a comprehension.
print("never reached")
x = [1 for 1 in y]
