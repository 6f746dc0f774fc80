# SPDX-License-Identifier: GPL-3.0-or-later
# The target of an augmented assignment is evaluated once.
def place(i):
    print("index", i)
    return i
a = [1, 2, 3]
a[place(1)] += 10
print(a)
a[place(0):place(2)] += [7]
print(a)
class Box:
    pass
def box():
    print("box")
    return b
b = Box()
b.n = 1
box().n += 5
print(b.n)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e)
print(t)
try:
    missing += 1
except NameError as e:
    print(e)
def local():
    count += 1
try:
    local()
except UnboundLocalError as e:
    print(e)
x = 1
x += (x := 5)
print(x)
