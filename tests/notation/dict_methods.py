# SPDX-License-Identifier: GPL-3.0-or-later
# get, keys, values, items, pop, popitem, setdefault, update, clear, copy, fromkeys.
d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("c", 3), d.setdefault("n"), d)
print(d.pop("a"), d.pop("zz", "default"), d.popitem(), d, len(d))
d.update({"x": 1}, y=2)
d.update([("p", 1), ("q", 2)])
d.update(z=5)
d.update()
d.update(["k1", (2, 3)])
print(d)
print(list(d.keys())[:2], list(d.values())[:2], list(d.items())[:2])
e = d.copy()
print(e == d, e is d, d.clear(), d, len(e))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys([]), {}.fromkeys((1,), []))
d = {1: "a"}
d[2] = "b"
d[1] = "c"
del d[2]
d[3] = "d"
print(d, 1 in d, "x" in d, bool(d), bool({}), list(d), list(reversed({1: 2, 3: 4})))
print({"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, d | {}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
d |= {9: 9}
d |= [(8, 8)]
print(d)
