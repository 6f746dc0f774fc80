# SPDX-License-Identifier: GPL-3.0-or-later
# Two starred parameters.
print("never reached")
def f(*a, *b):
    pass
