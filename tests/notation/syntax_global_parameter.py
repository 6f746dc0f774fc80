# SPDX-License-Identifier: GPL-3.0-or-later
# global of a parameter.
print("never reached")
def f(x):
    global x
