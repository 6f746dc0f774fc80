# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing comes after **kwargs.
print("never reached")
def f(**a, b):
    pass
