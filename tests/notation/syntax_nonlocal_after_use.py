# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal after the name was used.
print("never reached")
def f():
    x = 1
    def g():
        print(x)
        nonlocal x
