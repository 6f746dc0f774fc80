# What a container holds ends in a certain order: lists and tuples from the last to the first, all else from the first.


class D:
    def __init__(self, n): self.n = n
    def __del__(self): print(self.n, end=" ")
def L(): return [D(i) for i in range(4)]
def case(name): print("|", name)
l = L(); l.clear(); case("clear")
l = L(); del l[:]; case("del[:]")
l = L(); del l[1:3]; case("del[1:3]")
l = L(); l[:] = []; case("[:]=")
l = L(); l[1:] = [1]; case("[1:]=[1]")
l = L(); l *= 0; case("*=0")
l = L(); del l[::2]; case("del[::2]")
l = L(); l[::2] = [1, 2]; case("[::2]=")
del l; case("rest")
t = tuple(L()); del t; case("tuple")
d = {i: D(i) for i in range(4)}; del d; case("dict")
d = {i: D(i) for i in range(4)}; d.clear(); case("dict.clear")
d = {D(i): D(-i) for i in range(4)}; d.clear(); case("dict keys")
s = {D(i) for i in range(1)}; del s; case("set")
class A: pass
a = A(); a.x = D(1); a.y = D(2); a.z = D(3); del a; case("instance")
def f(p, q):
    x = D(3); y = D(4)
f(D(1), D(2)); case("locals")
def g():
    a = D(1); b = D(2)
    return lambda: (a, b)
h = g(); del h; case("cells")
def gen():
    x = D(1); y = D(2); yield; print("never")
i = gen(); next(i); del i; case("generator")
x, y = D(1), D(2); x, y = y, x; del x, y; case("swap")
D(1), D(2); case("tuple of temporaries")
[D(1), [D(2), D(3)], D(4)]; case("nested")
print(D(1).n + D(2).n); case("operands")
def k(*a, **b): pass
k(D(1), D(2), x=D(3), y=D(4)); case("args kwargs")
class E(Exception): pass
try: raise E(D(1), D(2))
except E: pass
case("exception")
m = map(lambda a: a, L()); next(m); del m; case("map")
z = list(zip(L(), L())); del z; case("zip")
