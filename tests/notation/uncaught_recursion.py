# SPDX-License-Identifier: GPL-3.0-or-later
# Endless recursion.
def f(n):
    return f(n + 1)
f(0)
