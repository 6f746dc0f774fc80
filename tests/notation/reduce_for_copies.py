# SPDX-License-Identifier: GPL-3.0-or-later
# What object.__reduce_ex__ gives to copy and pickle: how an object is made again, and its state.
import sys

copyreg = type(sys)("copyreg")
sys.modules["copyreg"] = copyreg


def made(cls, *arguments):
    return cls.__new__(cls, *arguments)


def slot_names(cls):
    return [name for base in cls.__mro__ for name in base.__dict__.get("__slots__", ())]


copyreg.__newobj__ = made
copyreg._slotnames = slot_names


class C:
    def __init__(self): self.a = 1


class S: __slots__ = ("x", "y")
class L(list): pass
class D(dict): pass
class I(int): pass
class T(tuple): pass


class A:
    def __new__(cls, *arguments): return object.__new__(cls)
    def __getnewargs__(self): return 1, 2


class R:
    def __reduce__(self): return "r"


class G(C):
    def __getstate__(self): return "state"


def show(value):
    try:
        reduced = value.__reduce_ex__(4)
    except Exception as error:
        return print(type(error).__name__, error)
    if isinstance(reduced, tuple):
        reduced = [list(x) if type(x).__name__.endswith("iterator") else x for x in reduced]
        reduced[0] = reduced[0].__name__
    print(reduced)


s, l, d = S(), L([1, 2]), D(a=1)
s.x = 5
l.q = 1
for value in (C(), s, l, d, I(4), T((1, 2)), A(), R(), G(), {1}, frozenset(), bytearray(b"a"), range(3), slice(1, 2, 3),
              [1].append, len, ValueError(1, 2), list[int], ..., NotImplemented, (x for x in ()), sys):
    show(value)
print(C().__getstate__(), s.__getstate__(), (1).__getstate__(), S().__getstate__(), l.__getstate__())
print(object().__sizeof__() > 0)
