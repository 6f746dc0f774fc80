# SPDX-License-Identifier: GPL-3.0-or-later
# An if without its colon.
print("never reached")
if 1
    print("x")
