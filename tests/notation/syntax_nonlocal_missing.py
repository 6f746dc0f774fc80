# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal of a name that no function around has.
print("never reached")
x = 1
def f():
    nonlocal x
