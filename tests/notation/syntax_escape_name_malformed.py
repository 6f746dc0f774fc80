# SPDX-License-Identifier: GPL-3.0-or-later
# \N without braces.
print("never reached")
x = "\N"
