# SPDX-License-Identifier: GPL-3.0-or-later
# A parameter without default behind one with.
print("never reached")
def f(a=1, b):
    pass
