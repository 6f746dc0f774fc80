# SPDX-License-Identifier: GPL-3.0-or-later
# __call__, __getattr__, __setattr__, __delattr__, __getattribute__.
class Call:
    def __call__(self, *args, **kwargs):
        return args, kwargs
c = Call()
print(c(), c(1, k=2), callable(c), list(map(c, [1])))
class Lazy:
    real = 1
    def __getattr__(self, name):
        if name.startswith("x"):
            return "made " + name
        raise AttributeError("no " + name)
o = Lazy()
print(o.real, o.xyz, hasattr(o, "x1"), hasattr(o, "y"), getattr(o, "y", "default"))
try:
    o.y
except AttributeError as e:
    print(e)
class Guard:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("del", name)
        object.__delattr__(self, name)
g = Guard()
g.a = 1
g.a += 1
print(g.a)
del g.a
print(hasattr(g, "a"))
class All:
    def __getattribute__(self, name):
        return "all " + name
print(All().anything, All().__class__)
class Proxy:
    def __init__(self, target):
        self.target = target
    def __getattr__(self, name):
        return getattr(self.target, name)
p = Proxy([3, 1, 2])
p.sort()
print(p.target, p.index(2))
