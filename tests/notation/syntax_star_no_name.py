# SPDX-License-Identifier: GPL-3.0-or-later
# A bare * needs a name behind it.
print("never reached")
def f(*):
    pass
