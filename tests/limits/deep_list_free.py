# SPDX-License-Identifier: GPL-3.0-or-later
# A list a hundred thousand deep can be built, walked and freed.
x = []
for _ in range(100000):
    x = [x]
print(len(x), type(x[0][0]).__name__)
del x
t = ()
for _ in range(100000):
    t = (t,)
print(len(t))
t = None
d = {}
for _ in range(100000):
    d = {"d": d}
print(len(d))
d = None
class Node:
    pass
n = None
for _ in range(100000):
    m = Node()
    m.next = n
    n = m
count = 0
m = None
while n:
    n = n.next
    count += 1
print(count)
mixed = None
for i in range(30000):
    mixed = [{"k": (mixed,)}]
del mixed
print("all gone")
