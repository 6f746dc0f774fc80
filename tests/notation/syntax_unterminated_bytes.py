# SPDX-License-Identifier: GPL-3.0-or-later
# A bytes literal that ends with its line.
print("never reached")
x = b"abc
