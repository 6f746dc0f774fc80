# SPDX-License-Identifier: GPL-3.0-or-later
# **kwargs has no default.
print("never reached")
def f(**a=1):
    pass
