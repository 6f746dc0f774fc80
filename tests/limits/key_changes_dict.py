# SPDX-License-Identifier: GPL-3.0-or-later
# A key whose __eq__ changes the dict that is being searched.
class K:
    def __init__(self, n, action=None):
        self.n = n
        self.action = action
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if self.action:
            self.action()
        return isinstance(other, K) and self.n == other.n
    def __repr__(self):
        return "K%d" % self.n
d = {}
d[K(1)] = "one"
d[K(2)] = "two"
print(d.get(K(2, lambda: None)), len(d))
def clear_and_fill():
    d.clear()
    for i in range(20):
        d[i] = i
print(d.get(K(9, clear_and_fill)), len(d))
e = {K(1): 1}
def grow():
    e[len(e) + 100] = 1
print(K(5, grow) in e, len(e) > 1)
a = [K(1), K(2), K(3)]
print(K(3, lambda: a.pop() if len(a) > 1 else None) in a, len(a))
b = [K(1), K(2), K(3)]
try:
    b.remove(K(9, lambda: b.clear()))
except ValueError as error:
    print(error, b)
c = [K(1), K(2)]
print(c == [K(1, lambda: c.clear()), K(2)], c)
s = {K(1)}
print(K(1, lambda: s.clear()) in s, len(s))
