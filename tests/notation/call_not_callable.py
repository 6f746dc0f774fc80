# SPDX-License-Identifier: GPL-3.0-or-later
# Calling what cannot be called.
class C:
    pass
for thing in 5, "text", None, [1], (1,), {}, 1.5, b"x", C(), True, range(3), ..., {1}:
    try:
        thing()
    except TypeError as e:
        print(e)
import sys
try:
    sys()
except TypeError as e:
    print(e)
try:
    [1, 2][0](3)
except TypeError as e:
    print(e)
try:
    (lambda: None)()()
except TypeError as e:
    print(e)
