# SPDX-License-Identifier: GPL-3.0-or-later
# append, extend, insert, remove, pop, clear, index, count, reverse, copy.
a = [3, 1, 2]
print(a.append(4), a, a.extend("xy"), a, a.insert(0, "first"), a)
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a)
print(a.pop(), a.pop(0), a.pop(-2), a)
print(a.remove("x"), a, a.index(1), a.count(1), a.count("none"))
a.reverse()
print(a, a.copy(), a.copy() is a, a.clear(), a)
b = [1, 2, 1, 3, 1]
print(b.index(1, 1), b.index(1, -1), b.index(3, 0, 4), b.count(1), b.index(True))
b.extend(range(2))
b.extend({"k": 1})
b.extend(x for x in "z")
b += b
print(b, len(b))
b.extend(b)
print(len(b), [].copy(), [] == list())
