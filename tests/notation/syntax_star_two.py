# SPDX-License-Identifier: GPL-3.0-or-later
# Two starred targets.
print("never reached")
*a, *b = x
