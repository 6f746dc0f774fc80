# SPDX-License-Identifier: GPL-3.0-or-later
# A chain of five hundred exceptions.
def fail(n):
    if n == 0:
        raise ValueError("first")
    try:
        fail(n - 1)
    except ValueError:
        raise ValueError("level %d" % n)
fail(300)
