# SPDX-License-Identifier: GPL-3.0-or-later
# Containers that contain themselves print, and compare, as far as they can.
l = [1]
l.append(l)
t = (l, 2)
d = {"l": l}
d["self"] = d
l.append(d)
s = [frozenset([1, t[1]])]
print(l, t, d)
print([l, l], (t, t), {1: d, 2: d})
v = {}
v["values"] = v.values()
v["items"] = v.items()
print(v)
a, b = [], []
a.append(b)
b.append(a)
print(a, b)
try:
    a == b
except RecursionError as e:
    print(e)
deep = []
for _ in range(200):
    deep = [deep]
print(repr(deep) == "[" * 201 + "]" * 201, deep == [deep[0]], deep < [deep[0], 1])
class Node:
    def __init__(self, *children):
        self.children = list(children)
    def __repr__(self):
        return f"Node({self.children!r})"
n = Node(1)
n.children.append(n.children)
print(n, [n])
tuples = ()
for _ in range(150):
    tuples = (tuples,)
print(hash(tuples) == hash((tuples[0],)), tuples in {tuples})
