# SPDX-License-Identifier: GPL-3.0-or-later
# nonlocal and global of one name.
print("never reached")
def f():
    x = 1
    def g():
        global x
        nonlocal x
