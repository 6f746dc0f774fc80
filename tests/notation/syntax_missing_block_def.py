# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing indented after a def.
print("never reached")
def f():
x = 1
