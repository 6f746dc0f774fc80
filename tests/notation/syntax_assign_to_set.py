# SPDX-License-Identifier: GPL-3.0-or-later
# Assigning to a set display.
print("never reached")
{a, b} = x
