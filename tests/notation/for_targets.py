# SPDX-License-Identifier: GPL-3.0-or-later
# Anything assignable may stand after for.
d = {}
for d["k"] in range(3):
    print(d)
class C:
    pass
c = C()
for c.x in "ab":
    print(c.x)
a = [0, 0]
for a[1] in 5, 6:
    print(a)
for (x) in [1]:
    print(x)
for [p, q] in ["ab", "cd"]:
    print(p, q)
for i, in [(1,), (2,)]:
    print(i)
for *p, q in ["abc", "de"]:
    print(p, q)
for i in *range(2), *"xy":
    print(i, end=" ")
print()
