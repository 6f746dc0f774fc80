# SPDX-License-Identifier: GPL-3.0-or-later
# A closing bracket with nothing open.
print("never reached")
x = 1]
