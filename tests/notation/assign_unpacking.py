# SPDX-License-Identifier: GPL-3.0-or-later
# Unpacking assignment in every shape.
a, b = 1, 2
print(a, b)
a, b = b, a
print(a, b)
(a, b), c = [1, 2], 3
print(a, b, c)
[a, [b, c]] = 1, (2, 3)
print(a, b, c)
a, b, c = "xyz"
print(a, b, c)
a, b = {"k1": 1, "k2": 2}
print(a, b)
(a,) = [5]
[b] = (6,)
print(a, b)
a = b = c = []
a.append(1)
print(a, b, c)
x = [0, 0]
i = 0
i, x[i] = 1, 9
print(i, x)
() = []
[] = ()
for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
    print(a, b, c)
d = {}
d["a"], d["b"] = 1, 2
print(d)
a, b = map(int, "12")
print(a + b)
