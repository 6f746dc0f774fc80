# SPDX-License-Identifier: GPL-3.0-or-later
# dict() from mappings, pairs and keywords.
print(dict(), dict(a=1, b=2), dict([("a", 1), ("b", 2)]), dict({"x": 1}), dict({"x": 1}, y=2),
    dict([("x", 1)], x=3))
print(dict(zip("abc", range(3))), dict(["ab", "cd"]), dict(((1, 2), [3, 4])), dict(enumerate("xy")),
    dict(x for x in [(1, 2)]))
d = {"a": [1]}
e = dict(d)
e["a"].append(2)
e["b"] = 1
print(d, e)
class Mapping:
    def keys(self): return ["k1", "k2"]
    def __getitem__(self, key): return key + "!"
print(dict(Mapping()), dict(Mapping(), k3=1), {**Mapping()})
def f(**kw): return kw
print(f(**Mapping()), dict(**{"a": 1}, b=2), dict(dict=1, self=2))
print({}.__class__ is dict, type(dict(a=1)), isinstance({}, dict))
class Keys:
    def keys(self): return 5
try:
    dict(Keys())
except TypeError as e:
    print(e)
