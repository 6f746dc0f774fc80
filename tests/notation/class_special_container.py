# SPDX-License-Identifier: GPL-3.0-or-later
# __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__.
class Box:
    def __init__(self): self.log = []
    def __len__(self): return 3
    def __getitem__(self, key):
        self.log.append(("get", key))
        if isinstance(key, int) and key > 2:
            raise IndexError("box")
        return key
    def __setitem__(self, key, value): self.log.append(("set", key, value))
    def __delitem__(self, key): self.log.append(("del", key))
b = Box()
print(len(b), b[0], b["k"], b[1:2], b[::2], b[1, 2], b[1:2, ...])
b[5] = 6
b["x"] += "y"
del b[7], b[1:3]
print(b.log)
print(list(b), 2 in b, 9 in b, [*b], tuple(reversed(b)))
for x in b:
    print(x, end=" ")
print()
class Has:
    def __contains__(self, x):
        return x
print(5 in Has(), 0 in Has(), "" not in Has())
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n
print(list(It(3)), sum(It(4)), 2 in It(5), max(It(3)), sorted(It(3)), dict(zip(It(2), It(2))))
a, b, c = It(3)
print(a, b, c)
class ByIter:
    def __iter__(self): return iter([1, 2])
print([x for x in ByIter()], *ByIter())
