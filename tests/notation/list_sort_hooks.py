# SPDX-License-Identifier: GPL-3.0-or-later
# Sorting with key functions and __lt__ that print, raise, or change the list.
calls = []
def key(x):
    calls.append(x)
    return -x
print(sorted([1, 3, 2], key=key), calls)
class N:
    def __init__(self, n): self.n = n
    def __lt__(self, other): return self.n < other.n
    def __repr__(self): return "N%d" % self.n
print(sorted([N(3), N(1), N(2)]), sorted([N(1), N(2)], reverse=True), min(N(5), N(4)),
    sorted([N(2), N(1)], key=lambda x: x))
def bad(x):
    raise ValueError("key failed")
a = [3, 1, 2]
try:
    a.sort(key=bad)
except ValueError as e:
    print(e, a)
def spoil(x):
    a.append(9)
    return x
a = [2, 1]
try:
    a.sort(key=spoil)
except ValueError as e:
    print(e, a)
def look(x):
    return (len(a), x)
a = [2, 1, 3]
a.sort(key=look)
print(a)
class Fails:
    def __lt__(self, other): raise KeyError("lt failed")
try:
    sorted([Fails(), Fails()])
except KeyError as e:
    print(e)
class OnlyGt:
    def __gt__(self, other): return False
print(len(sorted([OnlyGt(), OnlyGt()])))
