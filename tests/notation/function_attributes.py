# SPDX-License-Identifier: GPL-3.0-or-later
# What a function knows about itself.
def f(a, b=1, *c, d=2, **e):
    "doc"
    return a
print(f.__name__, f.__qualname__, f.__doc__, f.__module__)
print(f.__defaults__, f.__kwdefaults__, f.__annotations__)
f.count = 5
f.count += 1
print(f.count, hasattr(f, "nothing"), hasattr(f, "count"))
try:
    f.nothing
except AttributeError as e:
    print(e)
f.__name__ = "renamed"
f.__doc__ = "new doc"
print(f.__name__, f.__doc__)
try:
    f.__name__ = 5
except TypeError as e:
    print(e)
g = f
print(g == f, g is f, f != len)
def typed(x: int, y: "s" = 1) -> str:
    pass
print(typed.__annotations__)
def no_doc():
    1
print(no_doc.__doc__)
print(len.__name__, len.__qualname__, "".join.__name__, str.join.__qualname__)
print({f: 1}[g])
