# SPDX-License-Identifier: GPL-3.0-or-later
# list.sort and sorted: stable, reverse, key, mixed numbers.
a = [3, 1, 2]
print(a.sort(), a, sorted([3, 1, 2], reverse=True), sorted("hello"), sorted({"b": 1, "a": 2}), sorted((2, 1)))
words = ["banana", "Apple", "cherry", "date"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len),
    sorted(words, key=len, reverse=True), sorted(words, key=lambda w: w[-1]))
pairs = [(1, "b"), (0, "x"), (1, "a"), (0, "c")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
print(sorted([1.5, 1, True, 0, -2.5, 10 ** 20]), sorted([[2], [1, 2], []]), sorted([b"b", b"a"]),
    sorted([None]), sorted([]))
n = [(i * 7919) % 1009 for i in range(1000)]
s = sorted(n)
print(s[:5], s[-5:], s == sorted(s), sorted(n, reverse=True) == s[::-1],
    all(x <= y for x, y in zip(s, s[1:])))
a = list(range(20, 0, -1))
a.sort(key=lambda x: x % 3)
print(a)
a.sort(reverse=True)
print(a)
for bad in [1, "a"], [None, 1], [(1, 2), [1]], [{}, {}]:
    try:
        bad.sort()
    except TypeError as e:
        print(e)
print(sorted(["é", "z", "a", "É"]), sorted(x for x in "cab"), sorted([3, 1], key=None),
    sorted([1, 2], key=lambda x: -x, reverse=False))
