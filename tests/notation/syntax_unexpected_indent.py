# SPDX-License-Identifier: GPL-3.0-or-later
# A line indented for no reason.
print("never reached")
x = 1
    y = 2
