# SPDX-License-Identifier: GPL-3.0-or-later
# A class body is code that runs once; its names are attributes.
print("before")
class C:
    print("in body", __name__, __qualname__)
    x = 1
    y = x + 1
    for i in range(2):
        x += i
    if x > 1:
        def conditional(self):
            return "conditional"
    def method(self):
        return self.y
    alias = method
    del i
    class Inner:
        z = 5
        def m(self):
            return "inner"
    table = {"m": method}
print(C.x, C.y, C().conditional(), C().alias(), C.Inner.z, C.Inner().m(), C.Inner.__qualname__,
    hasattr(C, "i"))
print(C.table["m"](C()))
x = "module"
class D:
    y = x
    x = "class"
    z = x
print(D.y, D.z, x)
def make(n):
    class Local:
        value = n
        def get(self):
            return n
    return Local
print(make(3).value, make(4)().get(), make(1).__qualname__)
class E(object):
    """doc"""
    def __init__(self): self.a = 1
print(E.__doc__, [k for k in vars(E()) if k[0] != "_"])
class G:
    def f(self): return __class__.__name__
print(G().f())
try:
    class Broken:
        print("partly")
        1 / 0
except ZeroDivisionError:
    print("no class made", "Broken" in globals())
