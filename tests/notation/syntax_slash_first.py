# SPDX-License-Identifier: GPL-3.0-or-later
# / needs a parameter before it.
print("never reached")
def f(/, a):
    pass
