# SPDX-License-Identifier: GPL-3.0-or-later
# Generators nested deeply, and one that asks itself.
def nest(n):
    if n:
        yield from nest(n - 1)
    else:
        yield "bottom"
print(list(nest(300)))
def endless():
    yield from endless()
try:
    list(endless())
except RecursionError as e:
    print(type(e).__name__)
def squares(n):
    return (x * x for x in range(n))
g = iter(range(5))
for _ in range(200):
    g = (x + 1 for x in g)
print(list(g))
m = iter([1, 2])
for _ in range(200):
    m = map(lambda x: x + 1, m)
print(list(m))
def f():
    return [f() for _ in range(1)]
try:
    f()
except RecursionError as e:
    print(type(e).__name__)
