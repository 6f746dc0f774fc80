# SPDX-License-Identifier: GPL-3.0-or-later
# Views of keys and items act as sets.
a = {"x": 1, "y": 2, "z": 3}
b = {"y": 2, "z": 30, "w": 4}
def show(s):
    return type(s).__name__, sorted(map(str, s))
for left, right in (a.keys(), b.keys()), (a.items(), b.items()), (a.keys(), {"x", "q"}), (a.keys(), ["x", "q"]), ({"x"}, b.keys()):
    print(show(left | right), show(left & right), show(left - right), show(left ^ right))
print([1, 2] - {1: 1}.keys(), ("x",) & a.keys(), "xq" | {}.keys() == set("xq"))
print(a.keys() == {"x", "y", "z"}, a.keys() == b.keys(), a.keys() <= {"x", "y", "z", 1}, a.keys() > {"x"}, {"x"} < a.keys())
print(a.items() == {("x", 1), ("y", 2), ("z", 3)}, ("x", 1) in a.items(), ("x", 2) in a.items(), "x" in a.items(), 1 in a.values())
print(a.keys().isdisjoint(b), a.keys().isdisjoint("pq"), a.items().isdisjoint([("x", 1)]), a.keys() != b.keys())
print(a.values() == a.values(), len(a.values()), list(reversed(a.items())), list(reversed(a.values())))
keys = a.keys()
a["new"] = 0
print(keys, len(keys), "new" in keys, a.values(), a.items())
try:
    a.items() == {("x", ())} or [] in a.keys()
except TypeError as e:
    print(e)
try:
    a.keys() | 5
except TypeError as e:
    print(e)
try:
    a.values() | {1}
except TypeError as e:
    print(e)
try:
    hash(a.keys())
except TypeError as e:
    print(e)
print({1: 2}.items() | {1: 3}.items() == {(1, 2), (1, 3)}, {1: []}.items() == {1: []}.items(), {1: 2}.keys() == [1])
print({}.keys() == set(), {}.items() == {}.keys(), repr({}.keys()), repr({1: 2}.values()), {1: 2}.items())
d = {1: 1, 2: 4}
d["v"] = d.values()
print(d)
