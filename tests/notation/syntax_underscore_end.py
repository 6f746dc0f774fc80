# SPDX-License-Identifier: GPL-3.0-or-later
# An underscore at the end of a number.
print("never reached")
x = 1_
