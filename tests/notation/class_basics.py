# SPDX-License-Identifier: GPL-3.0-or-later
# Classes: attributes, methods, instances, defaults in the class.
class Point:
    "a point"
    dims = 2
    def __init__(self, x, y=0):
        self.x = x
        self.y = y
    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self
p = Point(1)
print(p.x, p.y, p.dims, Point.dims, p.move(2, 3).x, p.y)
print(Point.__name__, Point.__doc__, type(p) is Point, isinstance(p, Point), p.__class__.__name__)
q = Point(y=5, x=4)
print(q.x, q.y, q == p, q == q, p != q)
q.dims = 3
print(q.dims, p.dims, Point.dims)
Point.dims = 7
print(q.dims, p.dims)
p.extra = "new"
print(p.extra, p.__dict__)
Point.added = lambda self: self.x * 10
print(p.added(), Point.move(p, 1, 1) is p, p.x)
m = p.move
print(m(1, 1).x, m.__name__, m.__self__ is p, m.__func__ is Point.move)
try:
    Point()
except TypeError as e:
    print(e)
try:
    p.missing
except AttributeError as e:
    print(e)
try:
    Point.missing
except AttributeError as e:
    print(e)
class Empty: pass
print(Empty.__doc__, Empty().__dict__, Empty.__bases__)
