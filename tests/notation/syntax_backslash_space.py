# SPDX-License-Identifier: GPL-3.0-or-later
# A space after the backslash of a continued line.
print("never reached")
x = 1 + \ 
    2
