# SPDX-License-Identifier: GPL-3.0-or-later
# Descriptors with half of the methods, and class methods around others.
import types
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class SetAlone:
    def __set__(self, instance, value): instance.__dict__["x"] = value
class DeleteAlone:
    def __delete__(self, instance): print("deleted")
class C:
    x = SetAlone()
    y = DeleteAlone()
c = C()
print(type(c.x).__name__, type(C.x).__name__, type(c.y).__name__)
c.x = 5
print(c.x, type(C.x).__name__, getattr(c, "x"))
del c.y
t(lambda: delattr(c, "x"))
t(lambda: setattr(c, "y", 1))
class Getter:
    def __get__(self, instance, owner): return instance, owner.__name__
class D:
    @classmethod
    @property
    def computed(cls): return cls.__name__
    @classmethod
    @property
    def __doc__(cls): return f"A doc for {cls.__name__!r}"
    @classmethod
    @classmethod
    def twice(cls): return cls
    @classmethod
    @staticmethod
    def static(*args): return args
    custom = classmethod(Getter())
    bound = classmethod(types.MethodType(lambda *args: args, 1))
class E(D): pass
for place in D, D(), E, E():
    print(place.computed, place.__doc__, place.twice(), place.static(), place.custom[1], place.bound())
class F:
    __doc__ = property(lambda self: "of an instance")
print(F().__doc__, type(F.__doc__).__name__)
class Slots:
    __slots__ = ("s",)
    plain = 1
    def method(self): pass
slots = Slots()
for name in "plain", "method", "lacking", "s", "__doc__":
    t(lambda: setattr(slots, name, 1))
    t(lambda: delattr(slots, name))
