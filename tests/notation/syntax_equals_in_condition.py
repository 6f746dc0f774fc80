# SPDX-License-Identifier: GPL-3.0-or-later
# = where == was meant.
print("never reached")
if x = 1:
    pass
