# SPDX-License-Identifier: GPL-3.0-or-later
# Deep inside calls.
def a():
    b()
def b():
    c()
def c():
    raise IndexError("deep")
a()
