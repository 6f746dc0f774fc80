# SPDX-License-Identifier: GPL-3.0-or-later
# Several exceptions need parentheses.
print("never reached")
try:
    pass
except ValueError, TypeError:
    pass
