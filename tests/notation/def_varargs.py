# SPDX-License-Identifier: GPL-3.0-or-later
# *args is a tuple, **kwargs a dict in the order of the call.
def f(*args, **kwargs):
    return args, kwargs
print(f(), f(1), f(1, 2, x=3), f(z=1, a=2))
print(f(*[1, 2], *(3,), 4, *"ab"))
print(f(**{"a": 1}, b=2, **{"c": 3}))
print(f(1, *[2], x=1, *[3], **{"y": 2}))
def g(a, b, *rest):
    return a, b, rest
print(g(1, 2), g(1, 2, 3, 4), g(*range(5)))
def h(a, **rest):
    rest["new"] = 1
    return a, rest
d = {"a": 1, "b": 2}
print(h(**d), d)
def forward(*args, **kwargs):
    return f(*args, **kwargs)
print(forward(1, 2, k=3), forward(*"xy"))
print(f(*{"k": 1}), f(*{1}), f(*range(3)), f(*b"a"))
print(type(f(1)[0]), type(f(a=1)[1]))
