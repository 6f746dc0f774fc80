# SPDX-License-Identifier: GPL-3.0-or-later
# The qualified name of an exception class made in a function.
def make():
    class Local(Exception):
        pass
    return Local
raise make()("x")
