# A defaultdict asks its factory for what it lacks, and is a dict otherwise.
from _collections import defaultdict, deque


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


d = defaultdict(list)
d["a"].append(1)
d["b"].append(2)
d["a"].append(3)
print(d, dict(d), d["a"], len(d), "c" in d, d.get("c"), d)
print(defaultdict(), defaultdict(None, {1: 2}), defaultdict(int, [(1, 2)], x=3), attempt(defaultdict, 1), attempt(defaultdict, int, 1, 2))
print(attempt(lambda: defaultdict()["x"]), attempt(lambda: defaultdict(None, a=1)["x"]))
print(d.default_factory, d.__missing__("q"), d)
d.default_factory = lambda: 42
print(d["new"], d["new"], d.pop("new"), sorted(d))
d.default_factory = None
print(attempt(lambda: d["never"]))
del d.default_factory
print(d.default_factory)


class Mine(defaultdict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


m = Mine(int, a=1)
m["n"] += 2
print(m, type(m.copy()), m.copy())


class Missing(defaultdict):
    def __missing__(self, key):
        return key * 2


print(Missing(int)["ab"])
e = defaultdict(list)
e["self"] = e
print(e)
f = defaultdict()
f.default_factory = f.__missing__
print(attempt(lambda: defaultdict(int) | {1: 2}), {1: 2} | defaultdict(list, {3: 4}), attempt(lambda: defaultdict(int) | 3))
print(type({1: 2} | defaultdict(list)), defaultdict(int, {1: 2}) == {1: 2}, {1: 2} == defaultdict(int, {1: 2}))
g = defaultdict(int, a=1)
g |= {"b": 2}
print(g, list(g), list(reversed(g)), list(g.items()), {**g}, isinstance(g, dict), dict(**g))
print(d.__reduce__()[:4], g.__reduce__()[:4], list(g.__reduce__()[4]))
print(attempt(lambda: defaultdict(lambda: 1 // 0)["x"]), attempt(hash, g), attempt(lambda: g[[]]))


class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, other): return isinstance(other, Key) and self.n == other.n
    def __repr__(self): return f"Key({self.n})"


h = defaultdict(list)
h[Key(1)].append(1)
h[Key(1)].append(2)
print(h, defaultdict(deque)[1])
print(attempt(lambda: g.update(1)), g.update(c=3), g, defaultdict.fromkeys("ab", 1), defaultdict[int, str])
