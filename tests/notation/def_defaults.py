# SPDX-License-Identifier: GPL-3.0-or-later
# Default values are evaluated once, where def stands.
def f(a, b=2, c=3):
    return a, b, c
print(f(1), f(1, 5), f(1, c=9), f(c=1, b=2, a=3), f(*[1, 2], **{"c": 4}))
def grow(x, seen=[]):
    seen.append(x)
    return seen
print(grow(1), grow(2), grow(3, []))
n = 1
def g(x=n, y=n + 1):
    return x, y
n = 100
print(g(), g(5))
print(f.__defaults__, g.__defaults__, grow.__defaults__)
def h(a, b=print):
    b("called", a)
h(1)
h(1, lambda *x: print("lambda", x))
functions = []
for i in range(3):
    def k(i=i):
        return i
    functions.append(k)
print([k() for k in functions])
