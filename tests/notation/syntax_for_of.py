# SPDX-License-Identifier: GPL-3.0-or-later
# of instead of in.
print("never reached")
for x of y:
    pass
