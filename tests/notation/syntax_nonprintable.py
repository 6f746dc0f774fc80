# SPDX-License-Identifier: GPL-3.0-or-later
# A control character in the source.
print("never reached")
x = 1+ 2
