# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal of a parameter.
print("never reached")
def f():
    x = 1
    def g(x):
        nonlocal x
