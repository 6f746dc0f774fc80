# SPDX-License-Identifier: GPL-3.0-or-later
# continue outside a loop.
print("never reached")
if 1:
    continue
