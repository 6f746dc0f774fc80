# SPDX-License-Identifier: GPL-3.0-or-later
# = on an attribute inside a condition.
print("never reached")
if x.y = 1:
    pass
