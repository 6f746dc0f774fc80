# SPDX-License-Identifier: GPL-3.0-or-later
# iter with one and two arguments, next with and without default.
it = iter([1, 2])
print(next(it), next(it), next(it, "end"), next(it, None), iter(it) is it)
try:
    next(it)
except StopIteration as e:
    print("stop", repr(e))
values = [1, 2, 0, 3]
print(list(iter(lambda: values.pop(), 0)), values)
print(list(iter("ab")), list(iter({1: 2})), sorted(iter({1, 2})), list(iter(b"a")), list(iter(range(2))),
    next(iter({"k": 1})))
class Count:
    n = 0
    def __call__(self):
        self.n += 1
        return self.n
print(list(iter(Count(), 4)))
def stop():
    raise StopIteration
print(list(iter(stop, 1)))
a = [1, 2]
it = iter(a)
next(it)
a.append(3)
print(list(it), list(it), a)
for x in iter([1, 2, 3]):
    print(x, end=" ")
print()
it = iter("abcdef")
print(list(zip(it, it)))
tests = [
    lambda: iter(5), lambda: iter(), lambda: next([1]), lambda: next(5), lambda: next(), lambda: iter(5, 1),
    lambda: iter(None), lambda: next(iter([]), 1, 2), lambda: iter([], 1), lambda: iter(len),
    lambda: iter(1.5), lambda: iter(...),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
