# SPDX-License-Identifier: GPL-3.0-or-later
# An arrow with nothing behind it.
print("never reached")
def f() -> :
    pass
