# SPDX-License-Identifier: GPL-3.0-or-later
# An else without its colon.
print("never reached")
if 1:
    pass
else
    pass
