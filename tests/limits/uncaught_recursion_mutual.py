# SPDX-License-Identifier: GPL-3.0-or-later
# Two functions that call one another.
def a():
    b()
def b():
    a()
a()
