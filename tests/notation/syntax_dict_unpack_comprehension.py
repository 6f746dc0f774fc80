# SPDX-License-Identifier: GPL-3.0-or-later
# ** in a dict comprehension.
print("never reached")
x = {**y for y in z}
