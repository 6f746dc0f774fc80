# SPDX-License-Identifier: GPL-3.0-or-later
# yield inside a list comprehension.
print("never reached")
def f():
    return [(yield x) for x in y]
