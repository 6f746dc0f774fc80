# SPDX-License-Identifier: GPL-3.0-or-later
# A tuple as a parameter.
print("never reached")
def f(a, (b, c)):
    pass
