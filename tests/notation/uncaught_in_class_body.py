# SPDX-License-Identifier: GPL-3.0-or-later
# An error in the body of a class.
class C:
    x = 1
    y = x + "a"
