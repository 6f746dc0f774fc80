# SPDX-License-Identifier: GPL-3.0-or-later
# sorted gives a new list, whatever it gets.
a = [3, 1, 2]
print(sorted(a), a, sorted("hello"), sorted((3, 1)), sorted({3, 1}), sorted({"b": 1, "a": 2}),
    sorted(range(3), reverse=True), sorted([]), sorted(x for x in [2, 1]), sorted(b"ba"))
print(sorted(a, key=lambda x: -x), sorted(["b", "A", "c"], key=str.lower),
    sorted([1, 2, 3], key=lambda x: x % 2), sorted(["aa", "b"], key=len, reverse=True),
    sorted([True, False, 2, 1.5]))
data = [("x", 2), ("y", 1), ("x", 1)]
print(sorted(data), sorted(data, key=lambda p: p[1]), sorted(data, key=lambda p: (p[1], p[0]), reverse=True))
print(sorted([[3], [1, 2], [1]]), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int),
    sorted([0.5, -1, 10 ** 20, -10 ** 20]))
tests = [
    lambda: sorted(5), lambda: sorted(), lambda: sorted([1, "a"]), lambda: sorted([1], 5),
    lambda: sorted([1], nope=5), lambda: sorted([1], key=5), lambda: sorted([1, None]),
    lambda: sorted([1, 2], reverse="x"), lambda: sorted([1, 2], reverse=None),
    lambda: sorted([(1, {}), (1, {})]), lambda: sorted(iterable=[1]),
    lambda: sorted([2, 1], key=None, reverse=0),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
