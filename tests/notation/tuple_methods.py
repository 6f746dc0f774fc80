# SPDX-License-Identifier: GPL-3.0-or-later
# count, index, operators, comparisons, hash of tuples.
t = (1, 2, 1, 3)
print(t.count(1), t.index(3), t.index(1, 1), len(t), t + (4,), t * 2, 2 * (0,), t[1:], t[-1], 3 in t)
print((1, 2) == (1, 2), (1, 2) != [1, 2], (1, 2) < (1, 3), hash((1, 2)) == hash((1, 2)), {(1, 2): "k"}[1, 2])
print(tuple(), tuple("ab"), tuple([1]), tuple({1: 2}), tuple(range(3)), tuple(i for i in "xy"))
print(hash(()), hash((1,)), hash((1, 2, 3)), hash((1.0, True)), hash(((1, 2), 3)))
tests = [
    lambda: t.index(9), lambda: t[10], lambda: t["x"], lambda: t + [1], lambda: t + 1, lambda: t * t,
    lambda: t.append(1), lambda: hash(([],)), lambda: tuple(5), lambda: t.count(), lambda: t.index(),
    lambda: (1, "a") < (1, 2), lambda: -t, lambda: t - t, lambda: {([],): 1}, lambda: tuple(1, 2),
    lambda: t < [1],
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def assign():
    t[0] = 1
def delete():
    del t[0]
for f in assign, delete:
    try:
        f()
    except TypeError as e:
        print(e)
