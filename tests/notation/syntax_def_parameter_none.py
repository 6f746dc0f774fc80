# SPDX-License-Identifier: GPL-3.0-or-later
# None as a parameter.
print("never reached")
def f(None):
    pass
