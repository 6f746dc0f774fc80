# SPDX-License-Identifier: GPL-3.0-or-later
# return in a class body.
print("never reached")
class C:
    return 1
