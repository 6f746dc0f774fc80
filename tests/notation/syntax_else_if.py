# SPDX-License-Identifier: GPL-3.0-or-later
# else if instead of elif.
print("never reached")
if 1:
    pass
else if 2:
    pass
