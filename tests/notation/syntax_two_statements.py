# SPDX-License-Identifier: GPL-3.0-or-later
# Two statements on a line without a semicolon.
print("never reached")
x = 1 y = 2
