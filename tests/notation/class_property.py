# SPDX-License-Identifier: GPL-3.0-or-later
# property: reading, setting, deleting, read-only.
class Circle:
    def __init__(self, r):
        self._r = r
    @property
    def r(self):
        "the radius"
        return self._r
    @r.setter
    def r(self, value):
        if value < 0:
            raise ValueError("negative")
        self._r = value
    @r.deleter
    def r(self):
        print("deleting")
        self._r = 0
    @property
    def area(self):
        return 3 * self._r ** 2
    double = property(lambda self: self._r * 2)
c = Circle(2)
print(c.r, c.area, c.double)
c.r = 5
c.r += 1
print(c.r, c.area)
del c.r
print(c.r, Circle.r.__doc__)
for name in "area", "double":
    try:
        setattr(c, name, 1)
    except AttributeError as e:
        print(e)
try:
    del c.area
except AttributeError as e:
    print(e)
try:
    c.r = -1
except ValueError as e:
    print(e)
class Sub(Circle):
    @property
    def area(self):
        return super().area + 1
print(Sub(1).area, hasattr(c, "area"), type(Circle.area).__name__)
class W:
    x = property(None, lambda self, v: print("wrote", v))
W().x = 3
try:
    W().x
except AttributeError as e:
    print(e)
