# SPDX-License-Identifier: GPL-3.0-or-later
# from import * takes __all__, or what has no leading underscore.
from beside_values import *
print(number, text, double(2), Shape.sides)
for name in "get_number", "_private", "items":
    print(name, name in globals())
from beside_noisy import *
print(count, bump(), count)
print("bump" in globals(), "__name__" in globals(), __name__)
