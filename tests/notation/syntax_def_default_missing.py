# SPDX-License-Identifier: GPL-3.0-or-later
# A parameter with = and no value.
print("never reached")
def f(a=):
    pass
