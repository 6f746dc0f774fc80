# SPDX-License-Identifier: GPL-3.0-or-later
# Two dots.
print("never reached")
x..y
