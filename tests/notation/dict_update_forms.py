# SPDX-License-Identifier: GPL-3.0-or-later
# dict() and update() take mappings, pairs of any kind, and keywords.
print(dict(), dict({1: 2}), dict([(1, 2), [3, 4]]), dict(["ab", "cd"]), dict(a=1, b=2), dict({1: 2}, a=3))
print(dict(zip("abc", range(3))), dict(enumerate("xy")), dict({"a": 1}.items()), dict({(1, 2), (3, 4)}) == {1: 2, 3: 4})
print(dict((x, x * x) for x in range(3)), dict([("a", 1)], a=2), dict(dict(a=1), **{"a b": 2}))
d = {}
d.update()
d.update({1: 1})
d.update([(2, 2)])
d.update(x=3)
d.update({1: 10}, y=4)
d.update(iter([("z", 5)]))
d.update({2: 20}.items())
print(d)
class Mapping:
    def keys(self):
        return ["p", "q"]
    def __getitem__(self, key):
        return key * 2
d.update(Mapping())
print(dict(Mapping()), d)
class Sub(dict):
    def __getitem__(self, key):
        return "never asked"
print(dict(Sub(a=1)), Sub(a=1), Sub([("k", "v")]))
def pairs():
    yield 1, "one"
    print(len(e))
    yield 2, "two"
    yield 3
e = {}
try:
    e.update(pairs())
except TypeError as error:
    print(error, e)
for wrong in (lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["abc"]), lambda: dict([[]]),
              lambda: dict([([], 1)]), lambda: dict(1, 2), lambda: {}.update(1, 2), lambda: {}.update([(1, 2), 3]),
              lambda: dict([(1, 2), None]), lambda: dict(None), lambda: {}.update("ab")):
    try:
        print(wrong())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(dict.fromkeys("abca"), dict.fromkeys([1, 2], []), {}.fromkeys(range(2), 7), dict.fromkeys({3: 4}))
print(type(Sub.fromkeys("a")), Sub.fromkeys("ab", 1))
print({1: 2} | {1: 3, 4: 5}, {} | {}, type(Sub(a=1) | {}), {1: 1} | Sub(b=2))
d = {1: 1}
f = d
d |= {2: 2}
d |= [(3, 3)]
print(f, f is d)
try:
    d | [(1, 1)]
except TypeError as error:
    print(error)
try:
    d |= 5
except TypeError as error:
    print(error)
class Key:
    def __init__(self, n):
        self.n = n
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __hash__(self):
        return 5
    def __repr__(self):
        return f"Key({self.n})"
d = {Key(1): "a"}
d.update({Key(1): "b", Key(2): "c"})
d.update([(Key(2), "d"), (Key(3), "e")])
print(d, d | {Key(3): 0, 5: 1}, dict(d) == d, dict([(Key(1), 1), (Key(1), 2)]))
print(d.pop(Key(1)), d.get(Key(2)), d.setdefault(Key(9), "n"), Key(9) in d, list(d))
print(dict.fromkeys([Key(1), Key(2), Key(1)], 0))
