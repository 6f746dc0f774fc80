# SPDX-License-Identifier: GPL-3.0-or-later
# hash of numbers, tuples, strings, None-free values.
print(hash(0), hash(1), hash(-1), hash(-2), hash(2 ** 61 - 1), hash(2 ** 61), hash(-(2 ** 61)),
    hash(10 ** 30), hash(-10 ** 30))
print(hash(1.0), hash(1.5), hash(-1.5), hash(0.1), hash(1e300), hash(float("inf")), hash(float("-inf")),
    hash(-0.0), hash(1e-320))
print(hash(True), hash(False), hash(()), hash((1, 2)), hash((1, (2, 3))), hash("a"), hash(b"a"),
    hash(frozenset()), hash(frozenset([1, 2])))
print(hash(range(5)) == hash(range(0, 5, 1)), hash(range(0)) == hash(range(2, 1)), hash((0.5, "x")),
    hash(2.0 ** 70) == hash(2 ** 70))
for bad in [], {}, set(), bytearray(), slice(1):
    try:
        print(hash(bad))
    except TypeError as e:
        print(e)
try:
    hash((1, []))
except TypeError as e:
    print(e)
try:
    hash()
except TypeError as e:
    print(e)
try:
    hash(1, 2)
except TypeError as e:
    print(e)
class C:
    def __hash__(self): return -1
class D:
    def __hash__(self): return 2 ** 100
class E:
    def __hash__(self): return True
print(hash(C()), hash(D()), hash(E()))
