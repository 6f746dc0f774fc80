# SPDX-License-Identifier: GPL-3.0-or-later
# One starred target takes what is left, as a list.
a, *b = 1, 2, 3
print(a, b)
*a, b = 1, 2, 3
print(a, b)
a, *b, c = 1, 2, 3, 4
print(a, b, c)
a, *b, c = 1, 2
print(a, b, c)
*a, = "abc"
print(a)
[a, *b] = range(4)
print(a, b)
a, (b, *c), *d = 1, (2, 3, 4), 5, 6
print(a, b, c, d)
for first, *rest in [(1, 2, 3), "xy", [9]]:
    print(first, rest)
head, *tail = b"abc"
print(head, tail)
obj = {}
*obj["rest"], last = 1, 2, 3
print(obj, last)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    *a, b, c = ()
except ValueError as e:
    print(e)
