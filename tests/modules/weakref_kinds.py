# SPDX-License-Identifier: GPL-3.0-or-later
# What may be weakly referenced, and what is said of the rest.
import _weakref
import socket
import struct
import threading


class C: pass
class S: __slots__ = ()
class W: __slots__ = ("__weakref__",)
class I(int): pass
class T(tuple): pass
class Text(str): pass
class D(dict): pass
class E(Exception): pass
class B(bytes): pass
class F(float): pass
class P(property): pass


def g():
    yield


values = [1, 1.0, "a", b"a", bytearray(), (), [], {}, set(), frozenset(), None, ..., NotImplemented, C, C(), S(), W(), I(),
          T(), Text(), D(), E(), B(), F(), P(), Exception(), int, len, [].append, C().__init__, g, g(), C.__dict__,
          memoryview(b""), range(3), slice(1), object(), threading, g.__code__, property(), classmethod(g), staticmethod(g),
          str.join, int.__add__, list[int], int | str, socket.socket(), struct.Struct("i"), threading.Lock(),
          threading.local(), super(C, C()), iter([]), enumerate([]), zip(), map(len, []), _weakref.ref(C), {}.keys(),
          iter(len, 1), open("/dev/null"), open("/dev/null", "rb")]
for value in values:
    try:
        _weakref.ref(value)
        print(type(value).__name__, "may")
    except TypeError as error:
        print(type(value).__name__, error)


# A list of the object is as long as it has references, and the newest with a callback is called first.
class Named:
    def __init__(self, name): self.name = name


def told(name):
    return lambda reference: print(name, reference())


one = Named("one")
held = [_weakref.ref(one, told("first")), _weakref.ref(one, told("second")), _weakref.ref(one)]
print(_weakref.getweakrefcount(one), _weakref.getweakrefcount(3), _weakref.getweakrefs(3))
del one
many = [Named(str(i)) for i in range(1000)]
references = [_weakref.ref(item) for item in many]
print(all(reference() is item for reference, item in zip(references, many)))
del many[::2]
item = None
print(sum(reference() is None for reference in references))


class Sub(_weakref.ref):
    __slots__ = ("key",)

    def __new__(cls, target, callback, key):
        self = super().__new__(cls, target, callback)
        self.key = key
        return self

    def __init__(self, target, callback, key):
        super().__init__(target, callback)


two = Named("two")
sub = Sub(two, None, "k")
print(sub.key, sub() is two, sub == _weakref.ref(two), sub is Sub(two, None, "k"), _weakref.getweakrefcount(two))


# A chain that is too long for the stack of C ends whole, its references too.
chain = None
references = []
for i in range(10000):
    link = Named(i)
    link.next = chain
    references.append(_weakref.ref(link))
    chain = link
del chain, link
print(sum(reference() is not None for reference in references))
