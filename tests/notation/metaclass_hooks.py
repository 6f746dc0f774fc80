# SPDX-License-Identifier: GPL-3.0-or-later
# What a metaclass decides: the namespace of the body, how the class is made, called, looked up and asked.
class M(type):
    def __new__(m, n, b, ns, **k):
        print('new', n, b, list(ns), k)
        return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **k):
        print('init', k); super().__init__(n,b,ns)
    def __call__(c, *a, **k):
        print('call', a, k)
        return super().__call__(*a, **k)
    @classmethod
    def __prepare__(m, n, b, **k):
        print('prep', n, b, k)
        return {}
    def meth(c): return c.__name__
    @property
    def prop(c): return 'prop of '+c.__name__
    def __getattr__(c, n): return 'ga '+n
    def __len__(c): return 7
    def __iter__(c): return iter([1,2])
    def __contains__(c, x): return x==3
    def __getitem__(c, x): return x*2
    def __repr__(c): return '<M class>'
    def __add__(c, o): return ('add', o)
    def __instancecheck__(c, x): return x == 5
    def __subclasscheck__(c, x): return x is int
class C(metaclass=M, x=1):
    def __init__(self, a=0): self.a=a
    def f(self): return __class__
print(C, type(C), C.meth(), C.prop, C.zork, len(C), list(C), 3 in C, C[4], C+1, isinstance(5,C), isinstance(6,C), issubclass(int, C), isinstance(5,(str,C)))
c=C(4); print(c.a, c.f())
class D(C, y=2): pass
print(D.__mro__, D(3).a)
import sys
class O(dict):
    def __setitem__(s,k,v): print('set',k); super().__setitem__(k,v)
    def __getitem__(s,k): print('get',k); return super().__getitem__(k)
class M2(type):
    @classmethod
    def __prepare__(m,n,b): return O()
class E(metaclass=M2):
    x = 1
    y = x + 1
    z: int = 4
    print(len('abc'))
    del x
print(E.__annotations__, E.y)
class Mapping:
    def __init__(s): s.d={}
    def __getitem__(s,k): return s.d[k]
    def __setitem__(s,k,v): s.d[k]=v
    def __delitem__(s,k): del s.d[k]
class M3(type):
    @classmethod
    def __prepare__(m,n,b): return Mapping()
    def __new__(m,n,b,ns): return super().__new__(m,n,b,ns.d)
class F(metaclass=M3):
    a=1
    def g(self): return super().__repr__()
print(F.a)
