# SPDX-License-Identifier: GPL-3.0-or-later
# A number after as.
print("never reached")
with x as 1:
    pass
