# SPDX-License-Identifier: GPL-3.0-or-later
# yield makes a function a generator.
def count(n):
    i = 0
    while i < n:
        yield i
        i += 1
print(list(count(3)), sum(count(5)), [x for x in count(2)])
g = count(2)
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value)
def with_return():
    yield 1
    return "result"
g = with_return()
next(g)
try:
    next(g)
except StopIteration as e:
    print("value", e.value)
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
out = []
for x in fib():
    if x > 50:
        break
    out.append(x)
print(out)
def empty():
    return
    yield
print(list(empty()), next(empty(), "none"))
def nothing():
    yield
print(list(nothing()), count.__name__, type(count(1)).__name__)
print(iter(g) is g)
