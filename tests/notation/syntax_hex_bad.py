# SPDX-License-Identifier: GPL-3.0-or-later
# A letter that is no hexadecimal digit.
print("never reached")
x = 0xfg
