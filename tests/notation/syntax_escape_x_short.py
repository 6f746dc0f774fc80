# SPDX-License-Identifier: GPL-3.0-or-later
# \x wants two digits.
print("never reached")
x = "\x4"
