# SPDX-License-Identifier: GPL-3.0-or-later
# A bracket never closed.
print("never reached")
x = [1, 2
y = 3
