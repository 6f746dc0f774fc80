# SPDX-License-Identifier: GPL-3.0-or-later
# A parenthesis never closed.
print("never reached")
x = (1 + 2
