# SPDX-License-Identifier: GPL-3.0-or-later
# The qualified name of a nested exception class.
class Outer:
    class Inner(Exception):
        pass
raise Outer.Inner("x")
