# SPDX-License-Identifier: GPL-3.0-or-later
# Keys that all fall together, and dicts that only grow and shrink.
class Same:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, other): return isinstance(other, Same) and self.n == other.n
d = {Same(i): i for i in range(200)}
print(len(d), d[Same(0)], d[Same(199)], Same(200) in d)
for i in range(0, 200, 2):
    del d[Same(i)]
print(len(d), [k.n for k in d][:3], Same(0) in d, d[Same(1)])
m = {}
for i in range(20000):
    m[i << 32] = i
print(len(m), m[19999 << 32], (5 << 32) in m, 5 in m)
for i in range(20000):
    m.pop(i << 32)
print(m)
q = {}
for i in range(100000):
    q[i] = i
    if i >= 10:
        del q[i - 10]
print(len(q), list(q)[0])
s = set()
for i in range(50000):
    s.add(i * 65536)
print(len(s), 65536 in s, 1 in s)
