# SPDX-License-Identifier: GPL-3.0-or-later
# Two slashes.
print("never reached")
def f(a, /, b, /):
    pass
