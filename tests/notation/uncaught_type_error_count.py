# SPDX-License-Identifier: GPL-3.0-or-later
# Too few arguments.
def f(a, b):
    pass
f(1)
