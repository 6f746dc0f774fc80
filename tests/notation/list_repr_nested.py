# SPDX-License-Identifier: GPL-3.0-or-later
# repr of containers inside containers, and of recursive ones.
print([1, [2, (3, {4: [5]}, {6}), "s"], b"x", None, 1.0])
a = [1]
a.append(a)
print(a, [a], repr(a))
d = {}
d["self"] = d
print(d, [d])
t = ([],)
t[0].append(t)
print(t)
x = []
y = [x]
x.append(y)
print(x, y)
d = {"list": []}
d["list"].append(d)
print(d, str(d))
print([[]], [()], ((),), {(): []}, [{}], [set()], {frozenset()})
class Node:
    def __init__(self): self.children = [self]
    def __repr__(self): return "Node"
print(Node().children, f"{a}", "%s" % (a,), "{}".format(d))
