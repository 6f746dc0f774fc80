# SPDX-License-Identifier: GPL-3.0-or-later
# A no-break space between tokens.
print("never reached")
x = 1 + 2
