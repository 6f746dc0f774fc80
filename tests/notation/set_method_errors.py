# SPDX-License-Identifier: GPL-3.0-or-later
# The texts when sets are misused.
s = {1}
tests = [
    lambda: s.remove(9), lambda: s.remove("x"), lambda: set().pop(), lambda: s.add([]), lambda: s.add(),
    lambda: s.add(1, 2), lambda: s | [1], lambda: s & 5, lambda: s - None, lambda: s ^ "x", lambda: s + s,
    lambda: s < 5, lambda: s <= [1], lambda: s > "a", lambda: s.union(5), lambda: s.update(5),
    lambda: s.intersection(5), lambda: s.issubset(5), lambda: s[0], lambda: hash(s), lambda: {s},
    lambda: {[]}, lambda: set(5), lambda: set(1, 2), lambda: set([[]]), lambda: [] in s,
    lambda: s.discard([]), lambda: s.pop(1), lambda: s.nope, lambda: s * 2, lambda: -s, lambda: s.discard(),
    lambda: frozenset(5), lambda: frozenset([1]).add(2), lambda: s(), lambda: s.isdisjoint(5),
    lambda: s.symmetric_difference(), lambda: s.symmetric_difference([1], [2]), lambda: {{}: 1},
    lambda: {1: 2, {}: 3}, lambda: s.remove([]), lambda: s.remove({2}), lambda: set(x=1), lambda: {*5},
    lambda: s.remove((1, 2)), lambda: s.copy(1), lambda: s | {1: 2},
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def augment():
    t = {1}
    t |= [2]
try:
    augment()
except TypeError as e:
    print(e)
print({1} in {frozenset([1])}, {1} in [{1}])
