# SPDX-License-Identifier: GPL-3.0-or-later
# global after a use.
print("never reached")
def f():
    print(x)
    global x
