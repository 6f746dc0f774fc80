# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal after the name was assigned.
print("never reached")
def f():
    x = 1
    def g():
        x = 2
        nonlocal x
