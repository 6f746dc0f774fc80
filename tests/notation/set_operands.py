# SPDX-License-Identifier: GPL-3.0-or-later
# Methods take any iterable; operators take sets only.
a = {1, 2, 3}
print(a.union([4], (5,), "x", {6: 7}, range(2)), a.union(), a.union() is a)
print(a.intersection([3, 2, 9]), a.intersection([1, 2], (2, 3)), a.intersection({3: 0}), a.intersection())
print(a.difference([1]), a.difference([1], {2}), a.difference({3: 0}), a.difference())
print(a.symmetric_difference([3, 4, 4]), a.symmetric_difference({1: 1}))
print(a.issubset([1, 2, 3, 4]), a.issuperset([1, 1]), a.isdisjoint([4]), a.isdisjoint("abc"), a.issubset(range(3)))
for wrong in (lambda: a | [1], lambda: a & (1,), lambda: a - {1: 1}, lambda: a ^ "x", lambda: [1] | a, lambda: a < [1],
              lambda: {1: 1} | a, lambda: a >= 1, lambda: a + a):
    try:
        print(wrong())
    except TypeError as e:
        print(e)
try:
    a |= [1]
except TypeError as e:
    print(e)
f = frozenset("ab")
print(type(f | a), type(a | f), type(f & a), type(f - a), type(f ^ a), type(f.union(a)), f.copy() is f)
a |= f
print(sorted(map(str, a)))
a &= {1, 2, "a"}
a -= {1}
a ^= {2, 5}
print(sorted(map(str, a)))
b = {1}
c = b
b |= {2}
print(c is b, c)
g = frozenset([1])
h = g
g |= {2}
print(h is g, h, g)
def numbers():
    for i in range(3):
        print("so far", sorted(s))
        yield i
s = set()
s.update(numbers())
s = {0, 1, 2, 3}
s.difference_update(numbers())
print(s)
s.intersection_update(numbers())
print(s)
s.symmetric_difference_update(numbers())
print(s)
try:
    s.update([7, [], 8])
except TypeError as e:
    print(e, sorted(s))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1} >= set(), {1} > {1}, {1} == frozenset([1]), {1} != {2})
print({1} <= frozenset([1, 2]), {1}.issubset(frozenset([1])), frozenset([1, 2]) > {1})
print(set("hello") == set("olleh"), {frozenset([1])} == {frozenset([1])}, {1} in [frozenset([1])])
s = {frozenset([1, 2]), 3}
print({1, 2} in s, {1} in s)
s.discard({1, 2})
print(s)
try:
    s.remove({9})
except KeyError as e:
    print(repr(e))
many = {16, 1, 2, "a", 8}
print(many | many, many.union(many, many), many ^ many, many & many, many - many, many.union([], many))
many |= many
print(many)
print(f.difference(set(), (x for x in [1, "a"])), {None, 1, 2}, {1, None, "a", 2.5})
