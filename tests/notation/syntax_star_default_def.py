# SPDX-License-Identifier: GPL-3.0-or-later
# A starred parameter has no default.
print("never reached")
def f(*a=1):
    pass
