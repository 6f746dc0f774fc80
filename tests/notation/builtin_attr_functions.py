# SPDX-License-Identifier: GPL-3.0-or-later
# getattr, setattr, delattr, hasattr, vars, dir, callable, id, type.
class C:
    a = 1
    def m(self): return "m"
o = C()
print(getattr(o, "a"), getattr(o, "z", "default"), getattr(o, "m")(), hasattr(o, "a"), hasattr(o, "z"),
    getattr("abc", "upper")(), hasattr([], "append"), getattr(o, "z", None))
setattr(o, "b", 2)
print(o.b, vars(o), setattr(o, "with space", 3), getattr(o, "with space"), delattr(o, "b"), vars(o))
print(callable(len), callable(o), callable(C), callable(o.m), callable(5), callable(lambda: 1),
    callable(None), callable("x".upper))
print("a" in dir(o), "m" in dir(C), [n for n in dir(o) if not n.startswith("_")], "append" in dir([]),
    "upper" in dir(""), [n for n in vars(C) if n[0] != "_"])
print(type(o) is C, type(5) is int, type(type(o)), isinstance(id(o), int), id(o) == id(o))
tests = [
    lambda: getattr(o, "z"), lambda: getattr(o), lambda: getattr(o, 5), lambda: setattr(o, "x"),
    lambda: setattr(o, 5, 1), lambda: delattr(o, "zz"), lambda: hasattr(o), lambda: hasattr(o, 5),
    lambda: vars(5), lambda: callable(), lambda: type(), lambda: type(1, 2), lambda: id(),
    lambda: setattr(5, "x", 1), lambda: delattr(5, "real"), lambda: setattr(int, "x", 1),
    lambda: getattr(5, "real", 1, 2), lambda: vars(1, 2), lambda: C.zz, lambda: int.zz,
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def local_names(x):
    y = 1
    return sorted(vars())
print(local_names(5))
