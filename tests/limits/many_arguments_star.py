# SPDX-License-Identifier: GPL-3.0-or-later
# A hundred thousand arguments through *, a thousand keywords through **.
def f(*args, **kwargs):
    return len(args), len(kwargs)
print(f(*range(100000)), f(**{"k%d" % i: i for i in range(1000)}), f(*[1] * 1000, **{"a": 1}))
print(max(*range(100000)), len([*range(100000), *range(5)]), len("{}" .join(["x"] * 1000)))
print("{} {}".format(*range(1000)), "%s" * 1000 % tuple(range(1000)) == "".join(map(str, range(1000))))
def g(a, b, *rest, k=0):
    return a, b, len(rest), k
print(g(*range(5000), k=1))
try:
    g(*[])
except TypeError as e:
    print(e)
try:
    (lambda a: a)(*range(1000))
except TypeError as e:
    print(e)
try:
    (lambda: 1)(**{"k%d" % i: i for i in range(1000)})
except TypeError as e:
    print(e)
try:
    print(*[1], sep="x" * 5, **{"end": "\n"})
    print(**{5: 1})
except TypeError as e:
    print(e)
