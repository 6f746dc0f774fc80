# SPDX-License-Identifier: GPL-3.0-or-later
# A def without its colon.
print("never reached")
def f()
    return 1
