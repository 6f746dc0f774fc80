# SPDX-License-Identifier: GPL-3.0-or-later
# An exception whose __str__ raises.
class C(Exception):
    def __str__(self):
        raise ValueError
raise C("x")
