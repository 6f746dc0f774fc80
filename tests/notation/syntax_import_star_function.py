# SPDX-License-Identifier: GPL-3.0-or-later
# from x import * inside a function.
print("never reached")
def f():
    from sys import *
