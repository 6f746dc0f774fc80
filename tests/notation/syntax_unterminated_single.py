# SPDX-License-Identifier: GPL-3.0-or-later
# A single-quoted string that ends with its line.
print("never reached")
x = 'it's'
