# SPDX-License-Identifier: GPL-3.0-or-later
# Order of insertion survives updates, deletions and growth.
d = {}
for i in [5, 3, 9, 1]:
    d[i] = str(i)
print(d)
d[3] = "again"
del d[9]
d[9] = "last"
print(d)
for i in range(100):
    d[i] = i
for i in range(0, 100, 2):
    del d[i]
print(list(d)[:10], len(d), d.popitem(), d.popitem())
d = dict.fromkeys(range(5))
while len(d) > 2:
    d.popitem()
print(d)
d["x"] = 1
d.setdefault(0, 5)
print(d, next(iter(d)))
e = {}
for i in range(1000):
    e[i % 10] = i
print(e)
for i in range(50):
    e["k%d" % i] = i
    if i >= 3:
        del e["k%d" % (i - 3)]
print(e)
first = next(iter(e))
del e[first]
e[first] = "moved"
print(list(e)[-1], {**{1: 1, 2: 2}, **{1: 3}}, {2: 0, 1: 0} | {2: 5, 0: 1})
