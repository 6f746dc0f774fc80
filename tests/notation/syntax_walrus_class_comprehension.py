# SPDX-License-Identifier: GPL-3.0-or-later
# := in a comprehension cannot bind in a class body.
print("never reached")
class C:
    [y := i for i in range(3)]
