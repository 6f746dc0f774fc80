# SPDX-License-Identifier: GPL-3.0-or-later
# keys(), values() and items() follow the dict.
d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i)
d["c"] = 3
print(k, v, i, len(k), len(v), len(i))
print("a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, "z" in k, list(reversed(k)), list(reversed(i)))
print(sorted(k & {"a", "z"}), sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "z"}),
    k == {"a", "b", "c"}, k == ["a"], i == {("a", 1), ("b", 2), ("c", 3)})
print(k <= {"a", "b", "c", "d"}, k < {"a", "b", "c"}, k >= {"a"}, k.isdisjoint({"z"}), k.isdisjoint("ab"),
    sorted(i & {("a", 1)}))
print(v == v, d.values() == d.values(), d.keys() == d.keys())
for key, value in d.items():
    print(key, value, end=";")
print()
print(repr({}.keys()), {}.values(), {}.items(), max(d.values()), sum(d.values()),
    sorted(d.items(), key=lambda p: -p[1]))
try:
    k[0]
except TypeError as e:
    print(e)
try:
    for x in d.values():
        d["new"] = 1
except RuntimeError as e:
    print(e)
try:
    for x in d.items():
        del d["a"]
except RuntimeError as e:
    print(e)
try:
    v + v
except TypeError as e:
    print(e)
try:
    hash(k)
except TypeError as e:
    print(e)
