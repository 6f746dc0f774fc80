# SPDX-License-Identifier: GPL-3.0-or-later
# A backslash at the end of the file.
print("never reached")
x = 1 + \
