# SPDX-License-Identifier: GPL-3.0-or-later
# Sleeping inside comprehensions, decorators, defaults, properties, generators and class bodies.
import time
def nap(x):
    time.sleep(0.001)
    return x
print([nap(i) for i in range(3)], {nap(i) for i in range(2)}, {nap(1): nap(2)}, sum(nap(i) for i in range(4)))
print(list(map(nap, "ab")), list(filter(nap, [0, 1])), sorted([2, 1], key=nap), max([1, 2], key=nap),
    any(map(nap, [0, 1])))
def f(x=nap("default"), *, y=nap("keyword")):
    return x, y
print(f())
@nap
def g():
    return "decorated"
print(g(), f"{nap('in f-string')}", nap(1) < nap(2) < nap(3), nap("") or nap("or"))
class C:
    value = nap("class body")
    @property
    def p(self):
        return nap("property")
    def __enter__(self):
        return nap("enter")
    def __exit__(self, *args):
        return nap(True)
    def __getitem__(self, i):
        return nap(i)
    def __add__(self, other):
        return nap("add")
with C() as entered:
    raise ValueError(nap("swallowed"))
print(entered, C.value, C().p, C()[5], C() + 1)
def gen():
    for i in range(3):
        yield nap(i)
print(list(gen()), dict(zip(gen(), gen())), [*gen()], next(gen()))
try:
    raise ValueError(nap("raised"))
except nap(ValueError) as e:
    print(e)
assert nap(True), nap("never")
a, b = nap((1, 2))
print(a, b, *nap([3]), "%s" % nap("x"), "{}".format(nap("y")), "-".join(map(nap, "pq")))
