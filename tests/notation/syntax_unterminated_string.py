# SPDX-License-Identifier: GPL-3.0-or-later
# A string that ends with its line.
print("never reached")
x = "abc
y = 1
