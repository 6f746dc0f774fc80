# SPDX-License-Identifier: GPL-3.0-or-later
# a < b < c asks for b once, and stops early.
def show(value):
    print("seen", value)
    return value
print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 2 < 3 < 4, 1 < 3 < 2, 1 < 2 > 1, 1 == 1 == 1, 1 == 1 != 2)
print(1 < 2 <= 2 >= 1 != 0)
print(1 in [1, 2] in [[1, 2]], "a" in "abc" == "abc")
print(3 > 2 == 2, (3 > 2) == 1, not 1 < 2 < 3)
x = 5
print(0 <= x < 10, 0 <= x < 5, 0 < x is not None)
if 1 < show(5) < 10:
    print("inside")
while 0 < x < 8:
    x += 2
print(x)
