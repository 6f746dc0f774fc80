# SPDX-License-Identifier: GPL-3.0-or-later
# A name that is nearly a local one.
def f():
    counter = 1
    return countr
f()
