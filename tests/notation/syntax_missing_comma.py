# SPDX-License-Identifier: GPL-3.0-or-later
# A missing comma in a list.
print("never reached")
x = [1 2]
