# SPDX-License-Identifier: GPL-3.0-or-later
# Slices as targets: growing, shrinking, deleting, extended steps.
a = [0, 1, 2, 3, 4, 5]
a[1:3] = ["x"]
print(a)
a[1:1] = [7, 8, 9]
print(a)
a[:0] = "ab"
a[len(a):] = (1, 2)
print(a)
a[2:5] = []
print(a)
a[::2] = [None] * len(a[::2])
print(a)
del a[0], a[-1]
del a[1:3]
print(a)
a[:] = range(6)
del a[::2]
print(a)
a[:] = []
print(a)
a = [1, 2, 3, 4]
a[1:3] = a
print(a)
a[::-1] = range(len(a))
print(a)
try:
    a[::2] = [1]
except ValueError as e:
    print(e)
try:
    a[0:1] = 5
except TypeError as e:
    print(e)
try:
    a[::2] = 5
except TypeError as e:
    print(e)
