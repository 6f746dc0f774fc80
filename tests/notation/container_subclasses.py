# SPDX-License-Identifier: GPL-3.0-or-later
# Subclasses of containers: their attributes, what super() reaches, what plain results are.
class Stack(list):
    def __init__(self, *items, name="s"):
        super().__init__(items)
        self.name = name
    def __len__(self):
        return 100 + super().__len__()
    def __getitem__(self, i):
        return ("got", super().__getitem__(i))
    def __contains__(self, x):
        return x == "magic" or super().__contains__(x)
    def __iter__(self):
        return iter(["own", "iterator"])
    def __eq__(self, other):
        return "eq" if super().__eq__(other) is True else "ne"
    def __repr__(self):
        return "Stack" + super().__repr__()
    def append(self, x):
        super().append((x, x))
s = Stack(1, 2, name="t")
s.append(3)
print(s, len(s), s[0], s[-1], s[:2], 1 in s, "magic" in s, 7 in s, s == [1, 2, (3, 3)], s == 5, list(s), s.name, s.__dict__)
print(type(s[:1][1]), type(s.copy()), s.copy(), s.index(2), s.count(1), bool(Stack()))
class Default(dict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value
    def __setitem__(self, key, value):
        super().__setitem__(key, [value])
d = Default(a=1)
print(d["a"], d["b"], d, d.get("zz"), "zz" in d, d.pop("b"), type(d.copy()), d | {"q": 1})
class Bag(set):
    def add(self, x):
        super().add(x * 10)
b = Bag([1, 2])
b.add(3)
b.update([4])
print(sorted(b), type(b | {9}), type(b.copy()), repr(Bag()), b >= {1, 2}, Bag([1]) == {1})
class Pair(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))
    def total(self):
        return self[0] + self[1]
p = Pair(3, 4)
x, y = p
print(p, p.total(), x, y, p == (3, 4), hash(p) == hash((3, 4)), {p: 1}[(3, 4)], len(p), p + (5,), type(p[:]), sorted([Pair(2, 1), Pair(1, 2)]))
class F(frozenset):
    pass
f = F("ab")
print(f == frozenset("ba"), hash(f) == hash(frozenset("ab")), type(f | f), type(f.copy()), repr(F()), f in {frozenset("ab")})
class Plain(list):
    pass
q = Plain([3, 1, 2])
q.extra = [q]
q.sort()
print(q, q + [4], type(q + q), q * 2, q == [1, 2, 3], q < [2], q.extra[0] is q, isinstance(q, list), Plain("ab"), Plain() == [])
q += [9]
print(type(q), q, [1, 2] + Plain([3]), Plain.__name__, Plain.__mro__)
class Loud(list):
    def __add__(self, other):
        return ("add", super().__add__(other))
    def __mul__(self, n):
        return ("mul", super().__mul__(n))
    def __iadd__(self, other):
        print("iadd")
        return super().__iadd__(other)
class Right:
    def __radd__(self, other):
        return "radd"
    def __rmul__(self, other):
        return "rmul"
v = Loud([1])
print(v + [2], v * 2, [0] + v, 2 * v, [1] + Right(), (1,) + Right(), [1] * Right())
w = v
w += (3, 4)
print(w is v, v)
for wrong in (lambda: [].__add__(1), lambda: ().__add__([]), lambda: [].__mul__("a"), lambda: [1].__mul__(1 << 70),
              lambda: [].__add__(), lambda: [].__iadd__(5), lambda: [] + 1, lambda: (1,) + [2], lambda: [1] * "a"):
    try:
        print(wrong())
    except (TypeError, OverflowError) as e:
        print(e)
print([1].__mul__(2), [1].__rmul__(True), (1,).__mul__(-1), [1].__imul__(3), hasattr([], "__add__"))
