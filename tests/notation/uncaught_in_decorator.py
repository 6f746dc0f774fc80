# SPDX-License-Identifier: GPL-3.0-or-later
# A decorator that cannot be called.
@5
def f():
    pass
