# SPDX-License-Identifier: GPL-3.0-or-later
# add, discard, remove, pop, clear, copy, update and the algebra.
s = {1, 2, 3}
s.add(4)
s.add(1)
s.discard(2)
s.discard(99)
s.remove(3)
print(s, len(s), 1 in s, s.copy() == s, s.copy() is s)
a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, b - a, a ^ b)
print(a.union(b), a.intersection(b), a.difference(b), a.symmetric_difference(b), a.union([9], (8,)),
    a.union(), a.intersection([1], {1: 0}), a.difference([1], [2]))
print(a <= b, {1} <= a, {1} < a, a < a, a >= {1}, a > {1, 2}, a.issubset(b), a.issubset([1, 2, 3]),
    a.issuperset([1]), a.isdisjoint([9]), a.isdisjoint(b))
a |= {7}
a &= {1, 2, 7}
a -= {1}
a ^= {2, 5}
print(a)
a.update([1], "x", {3: 0})
a.difference_update([1, 7])
a.intersection_update([5, 3, "x"])
a.symmetric_difference_update([3, 30])
print(sorted(map(str, a)), a.clear(), a, bool(set()))
one = {5}
print(one.pop(), one, {1, 2} == {2, 1}, {1} != {2}, {1} == frozenset([1]), set("hello") == set("leho"),
    {1, 2} == [1, 2])
print(set(), set([1]), set("a"), set(range(3)), {frozenset([1]), frozenset([1])}, set({1: 2}))
