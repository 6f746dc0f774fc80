# SPDX-License-Identifier: GPL-3.0-or-later
# Two commas in a row.
print("never reached")
x = [1,, 2]
