# SPDX-License-Identifier: GPL-3.0-or-later
# An annotated name cannot be global.
print("never reached")
def f():
    global x
    x: int = 1
