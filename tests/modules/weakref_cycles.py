# SPDX-License-Identifier: GPL-3.0-or-later
# References that end together with their targets call nobody, however they hold each other.
import gc
import weakref


class C:
    pass


class Ref(weakref.ref):
    pass


class Holder:
    def heard(self, ref):
        print("heard", self.other)


def called(ref):
    print("called")


# a callback that is all that holds its object, which holds a class that ends with it
class J:
    pass


holder = Holder()
holder.other = J
holder.ref = weakref.ref(J, holder.heard)
del J, holder
gc.collect()
print("a class")

# a reference that holds its target
o = C()
r = Ref(o, called)
r.target = o
del o, r
print("its own target")

# two of them, one above the other, then in a cycle
o = C()
upper, lower = Ref(o, called), Ref(o, called)
upper.lower, lower.target = lower, o
del o, lower
print("not yet")
del upper
print("both")
o = C()
upper, lower = Ref(o, called), Ref(o, called)
upper.lower, lower.upper, lower.target = lower, upper, o
del o, lower, upper
gc.collect()
print("in a cycle")

# one that is not garbage hears of it
o = C()
o.me = o
outside = weakref.ref(o, called)
del o
gc.collect()
print(outside() is None)


# arguments of a subclass, which are its __init__'s or its __new__'s
class Named(weakref.ref):
    def __init__(self, target, callback=None, name="none"):
        super().__init__(target, callback)
        self.name = name


class Slotted(weakref.ref):
    __slots__ = "a", "b"

    def __new__(cls, target, callback, a, b):
        return weakref.ref.__new__(cls, target, callback)

    def __init__(self, target, callback, a, b):
        self.a = a
        self.b = b


o = C()
print(Named(o, name="x").name, Named(o)() is o)
s = Slotted(o, None, "a", "b")
print(s.a + s.b, s() is o, hasattr(s, "__dict__"))
try:
    weakref.ref(o, callback=None)
except TypeError as e:
    print(e)
