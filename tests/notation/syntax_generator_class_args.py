# SPDX-License-Identifier: GPL-3.0-or-later
# A generator expression as the base of a class.
print("never reached")
class C(x for x in y):
    pass
