# SPDX-License-Identifier: GPL-3.0-or-later
# A __repr__ that changes the container being shown.
class R:
    def __init__(self, action): self.action = action
    def __repr__(self):
        self.action()
        return "R"
a = [1, 2, 3]
a.insert(1, R(lambda: a.pop()))
print(a, len(a))
b = [1]
b.append(R(lambda: b.clear()))
b.append(5)
print(b, b == [])
d = {"a": 1}
d["r"] = R(lambda: d.clear())
try:
    print(d)
except RuntimeError as e:
    print(e)
print(d)
c = [3, 1, 2]
print(sorted(c, key=lambda x: c.clear() or x), c)
print([x for x in [c.append(i) or i for i in range(3)]], c)
it = iter(c)
c.clear()
print(list(it), list(it))
m = [1, 2, 3, 4]
print(list(map(lambda x: m.pop(), m)), m)
