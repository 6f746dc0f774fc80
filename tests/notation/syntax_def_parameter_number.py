# SPDX-License-Identifier: GPL-3.0-or-later
# A number as a parameter.
print("never reached")
def f(1):
    pass
