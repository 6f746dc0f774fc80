# SPDX-License-Identifier: GPL-3.0-or-later
# frozenset: hashable, with the algebra, without changes.
f = frozenset([1, 2, 3])
print(f, frozenset(), frozenset("a"), len(f), 2 in f, hash(f) == hash(frozenset([3, 2, 1])))
print(f | {4}, {4} | f, type(f | {4}).__name__, type({4} | f).__name__, f & {1}, f - {1}, f ^ {1, 9},
    f == {1, 2, 3})
print(f.union([5]), f.intersection([1]), f.difference([1]), f.symmetric_difference([1]), f.copy() == f,
    f.issubset(range(9)), f < {1, 2, 3, 4})
print({f: "key"}[frozenset([3, 1, 2])], {f, frozenset([1, 2, 3])} == {f}, {1, 2, 3} in {f})
for name in "add", "remove", "pop", "clear", "update", "discard":
    print(name, hasattr(f, name))
g = f
g |= {9}
print(g, f, g is f)
print(sorted([hash(frozenset()), 0])[0] == 0, repr(frozenset([frozenset()])), bool(frozenset()))
try:
    hash(frozenset([1])) and f.add(1)
except AttributeError as e:
    print(e)
try:
    frozenset([[]])
except TypeError as e:
    print(e)
