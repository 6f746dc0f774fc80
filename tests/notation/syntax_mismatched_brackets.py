# SPDX-License-Identifier: GPL-3.0-or-later
# The wrong closer on the same line.
print("never reached")
x = (1, 2]
