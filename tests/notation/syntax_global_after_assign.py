# SPDX-License-Identifier: GPL-3.0-or-later
# global after an assignment.
print("never reached")
def f():
    x = 1
    global x
