# SPDX-License-Identifier: GPL-3.0-or-later
# A line that goes back to a column that no block has.
print("never reached")
if 1:
        x = 1
    y = 2
