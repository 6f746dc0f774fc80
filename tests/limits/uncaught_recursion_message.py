# SPDX-License-Identifier: GPL-3.0-or-later
# The last line of an endless recursion, after a traceback of a thousand frames.
print("before")
def f(n):
    return f(n + 1) + 1
f(0)
