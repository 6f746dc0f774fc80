# SPDX-License-Identifier: GPL-3.0-or-later
# Names with two leading underscores belong to their class.
class A:
    __hidden = 1
    def __init__(self):
        self.__x = 5
        self.__dunder__ = 6
        self._single = 7
    def get(self):
        return self.__x, self.__hidden
    def __private(self):
        return "private A"
    def call(self):
        return self.__private()
class B(A):
    def __init__(self):
        super().__init__()
        self.__x = 9
    def __private(self):
        return "private B"
    def both(self):
        return self.__x, self._A__x
b = B()
print(b.get(), b.both(), b.call())
print(sorted(b.__dict__))
try:
    b.__x
except AttributeError as e:
    print(e)
print(b._A__x, b._B__x, A._A__hidden, b.__dunder__)
class __C:
    def m(self):
        self.__v = 1
        return sorted(self.__dict__)
print(__C().m())
class D:
    def f(self, __arg):
        __local = __arg
        return __local
print(D().f(3))
