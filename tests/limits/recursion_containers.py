# SPDX-License-Identifier: GPL-3.0-or-later
# Containers that hold themselves: compared, shown, copied.
a = []
a.append(a)
b = []
b.append(b)
print(a, b, a == a, a is a[0], len(a), a in a)
for test in [lambda: a == b, lambda: a < b, lambda: [a] == [b], lambda: (a,) == (b,)]:
    try:
        print(test())
    except RecursionError as e:
        print(type(e).__name__)
d = {}
d["d"] = d
e = {}
e["d"] = e
try:
    print(d == e)
except RecursionError as error:
    print(type(error).__name__)
print(d, e, d["d"]["d"] is d, a[:], a * 2, a + [1], list(a) == a, sorted([1]) )
try:
    hash((a,))
except TypeError as error:
    print(error)
a.clear()
print(a)
t = ([],)
t[0].append(t)
print(t, str(t), t[0][0] is t)
try:
    hash(t)
except TypeError as error:
    print(error)
