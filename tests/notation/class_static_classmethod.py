# SPDX-License-Identifier: GPL-3.0-or-later
# staticmethod and classmethod.
class C:
    count = 0
    @staticmethod
    def add(a, b=1):
        return a + b
    @classmethod
    def make(cls, n):
        self = cls()
        self.n = n
        return self
    @classmethod
    def bump(cls):
        cls.count += 1
        return cls.count
class D(C):
    pass
print(C.add(1), C().add(1, 5), D.add(2))
print(type(C.make(1)).__name__, type(D.make(2)).__name__, D.make(3).n, C().make(4).n)
print(C.bump(), C.bump(), D.bump(), C.count, D.count)
print(C.make.__name__, C.make.__self__ is C, D.make.__self__ is D, C.add.__name__)
try:
    C.add()
except TypeError as e:
    print(e)
try:
    C.make()
except TypeError as e:
    print(e)
class E:
    def f(x):
        return x
    g = staticmethod(f)
    h = classmethod(f)
print(E.g(5), E.h() is E, E.f(6))
class F(C):
    @classmethod
    def make(cls, n):
        return super().make(n * 10)
print(F.make(1).n)
