# SPDX-License-Identifier: GPL-3.0-or-later
# Instance before class before base; data descriptors before all.
class Base:
    a = "base a"
    b = "base b"
class C(Base):
    b = "class b"
    c = "class c"
    @property
    def p(self):
        return "property"
o = C()
o.c = "instance c"
o.__dict__["p"] = "shadowed"
o.__dict__["d"] = "direct"
print(o.a, o.b, o.c, o.d, o.p, C.c)
del o.c
print(o.c)
try:
    del o.c
except AttributeError as e:
    print(e)
print(getattr(o, "a"), getattr(o, "zz", None), hasattr(o, "zz"))
setattr(o, "dyn", 1)
print(o.dyn, vars(o))
delattr(o, "dyn")
print(hasattr(o, "dyn"))
class Descriptor:
    def __get__(self, obj, owner):
        return ("get", obj is None, owner.__name__)
    def __set__(self, obj, value):
        print("descriptor set", value)
class NonData:
    def __get__(self, obj, owner):
        return "non-data"
class E:
    d = Descriptor()
    n = NonData()
e = E()
print(e.d, E.d, e.n)
e.d = 5
e.n = "instance wins"
print(e.n, E.n, e.__dict__)
for bad in 1, "abc", None, [], print:
    try:
        bad.attribute = 1
    except AttributeError as error:
        print(error)
