# SPDX-License-Identifier: GPL-3.0-or-later
# An exception nobody catches ends the program with status 1.
print("before")
1 / 0
print("never")
