# SPDX-License-Identifier: GPL-3.0-or-later
# Sets show CPython's order: small ints, negative ones, collisions, growth.
print({3, 1, 2}, {10, 9, 8, 7}, {100, 5, 50, 25}, {-1, -2, -3, 0, 1}, {8, 16, 0, 24}, {7, 15, 23, 31, 39})
s = set()
for i in [40, 8, 16, 24, 0, 32, 1, 9]:
    s.add(i)
    print(s)
print(set(range(20, 0, -1)), set(range(0, 200, 13)))
print({2 ** 61 - 1, 2 ** 61, 2 ** 61 + 1, 5}, {10 ** 20, 10 ** 21, 3}, {1.5, 2.5, 1, 2}, {-5, -6, 10})
s = set(range(10))
for i in range(0, 10, 3):
    s.discard(i)
s.add(64)
s.add(72)
print(s, s | {128, 130}, s & {1, 64, 2}, s - {1}, s ^ {1, 500})
print(set([9, 17, 1, 25, 33]), set([33, 25, 17, 9, 1]), {1, 9, 17}.union([25, 33]), frozenset([16, 8, 0]))
s = {1, 2, 3}
print(s.pop(), s.pop(), s)
print(list({i * i for i in range(30)}))
print({True, 2, 0}, [x for x in {1000, 1, 33, 65}])
