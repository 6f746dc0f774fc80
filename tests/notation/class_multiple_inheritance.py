# SPDX-License-Identifier: GPL-3.0-or-later
# More than one base: the order of lookup.
class A:
    def who(self): return "A"
class B(A):
    def who(self): return "B" + super().who()
class C(A):
    def who(self): return "C" + super().who()
class D(B, C):
    def who(self): return "D" + super().who()
print(D().who(), [k.__name__ for k in D.__mro__])
class Mixin:
    def hello(self): return "hello " + self.name
class Person(Mixin, A):
    name = "Ada"
print(Person().hello(), Person().who(), isinstance(Person(), Mixin), Person.__bases__ == (Mixin, A))
try:
    class Bad(A, B): pass
except TypeError as e:
    print(e)
try:
    class Twice(A, A): pass
except TypeError as e:
    print(e)
try:
    class Clash(int, str): pass
except TypeError as e:
    print(e)
for base in bool, type(None), range, type(len):
    try:
        class NotAllowed(base): pass
    except TypeError as e:
        print(e)
