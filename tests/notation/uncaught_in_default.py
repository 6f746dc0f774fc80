# SPDX-License-Identifier: GPL-3.0-or-later
# An error in a default value.
def f(x=[][0]):
    pass
