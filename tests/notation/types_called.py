# SPDX-License-Identifier: GPL-3.0-or-later
# Types that only their instances lead to, called: namespaces, methods, cells, aliases.
import sys
N=type(sys.implementation)
n=N(a=1,b=[2]); print(n, n==N(a=1,b=[2]), n==3, N, sys.implementation.name, n!=N())
n.c=n; print(n); del n.c
class S(N): pass
print(S(x=1), vars(n))
try: N(1)
except TypeError as e: print(e)
class C:
    def m(self,*a): return self,a
M=type(C().m)
print(M(len,[1,2])(), M(print,1))
for a in ((1,2),(len,None)):
    try: M(*a)
    except TypeError as e: print(e)
Cell=type((lambda x: (lambda: x))(1).__closure__[0])
print(Cell(3).cell_contents, repr(Cell())[-7:])
G=type(list[int]); print(G(list,(int,str)), G(dict,int))
class Sub(G):
    def __new__(cls, origin, args): return super().__new__(cls, origin, args + (str,))
    def __repr__(self): return "Sub" + super().__repr__()
x = Sub(list, (int,)); print(x, x.__origin__, x.__args__, isinstance(x, G), x.append)
class V:
    def __init__(self, name): self.name = name
    def __repr__(self): return self.name
    def __typing_subst__(self, argument): return argument
a, b = V("a"), V("b"); g = G(dict, (a, list[b])); print(g.__parameters__, g[int, str], dict[a, int].__parameters__, list[int].__parameters__)
for f in (lambda: g[int], lambda: g[1, 2, 3], lambda: list[int][str]):
    try: print(f())
    except TypeError as e: print(e)
import beside_values
beside_values.__getattr__ = lambda name: "own " + name
print(beside_values.nothing, hasattr(beside_values, "none"), getattr(beside_values, "x_y", 1))
