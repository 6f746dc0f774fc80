# SPDX-License-Identifier: GPL-3.0-or-later
# A local read before it has a value.
def f():
    print(value)
    value = 1
f()
