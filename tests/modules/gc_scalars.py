# SPDX-License-Identifier: GPL-3.0-or-later
# Cycles through instances of classes that inherit from numbers and text.
import gc
import weakref


class Mark:
    pass


for base in int, str, bytes, float, complex, bytearray, memoryview:
    if base is not memoryview:
        class D(base):
            pass
    else:
        class D(bytearray):
            pass

    d = D()
    d.mark = Mark()
    r = weakref.ref(d.mark, lambda r: print("gone", base.__name__))
    d.me = memoryview(d) if base is memoryview else d
    del d
    gc.collect()
    print(r() is None)
    if base is memoryview:
        continue

    class E(base):
        def __del__(self):
            print("del", base.__name__)

    e = E()
    e.list = [e]
    del e
    gc.collect()

    class F(base):
        pass

    F.member = F()
    r = weakref.ref(F)
    del F
    gc.collect()
    print(r() is None)
    x = D()
    x.a = [D() for i in range(10)]
    x.a[3].b = x
    gc.collect()
    print(len(x.a), x.a[3].b is x)
    keep = x.a[3]
    del x
    gc.collect()
    print(len(keep.b.a), keep.b.a[3] is keep, gc.is_tracked(keep), keep in gc.get_referents(keep.b.a))
    del keep


class S(str):
    __slots__ = ("a", "b", "__weakref__")


class Slotted(float):
    __slots__ = ("a", "b", "__weakref__")


for cls in S, Slotted:
    s = cls("12")
    s.a = s
    s.b = [s, Mark()]
    one, two = weakref.ref(s), weakref.ref(s.b[1])
    print(s, s.a is s, s.b[0] is s)
    del s
    gc.collect()
    print(one(), two())
