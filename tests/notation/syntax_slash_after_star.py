# SPDX-License-Identifier: GPL-3.0-or-later
# / after *.
print("never reached")
def f(*, a, /):
    pass
