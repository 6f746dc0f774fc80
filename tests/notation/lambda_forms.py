# SPDX-License-Identifier: GPL-3.0-or-later
# lambda with every kind of parameter.
print((lambda: 1)(), (lambda x: x)(2), (lambda x, y=3: (x, y))(1))
print((lambda *a: a)(1, 2), (lambda **k: k)(a=1), (lambda *a, k=5, **r: (a, k, r))(1, z=2))
print((lambda a, *, b: (a, b))(1, b=2), (lambda a, /, b: a + b)(1, b=2))
f = lambda x: lambda y: x + y
print(f(1)(2))
print((lambda x: (yes := x) and yes + 1)(4))
print(f.__name__, (lambda: 0).__name__)
print(sorted([3, 1, 2], key=lambda n: -n), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
print((lambda x: x if x else "none")(0), (lambda: (1, 2))(), (lambda: [i for i in range(3)])())
compose = lambda f, g: lambda x: f(g(x))
print(compose(lambda x: x + 1, lambda x: x * 2)(5))
d = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print(d["add"](2, 3), d["mul"](2, 3))
print((lambda n: (lambda s, n: 1 if n < 2 else n * s(s, n - 1))(lambda s, n: 1 if n < 2 else n * s(s, n - 1),
    n))(10))
for call in (lambda x: x), (lambda: 1):
    try:
        print(call())
    except TypeError as e:
        print(e)
