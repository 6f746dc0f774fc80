# SPDX-License-Identifier: GPL-3.0-or-later
# The texts when dicts are misused.
d = {"a": 1}
tests = [
    lambda: d["z"], lambda: d[[]], lambda: d[{}], lambda: {[]: 1}, lambda: d.pop("z"), lambda: {}.popitem(),
    lambda: d.pop(), lambda: d.pop(1, 2, 3), lambda: d.get(), lambda: d.get([]), lambda: d.update(5),
    lambda: d.update([1]), lambda: d.update(["abc"]), lambda: d.update([(1,)]), lambda: d.update(1, 2),
    lambda: d.setdefault(), lambda: d.setdefault([], 1), lambda: dict(5), lambda: dict([1]),
    lambda: dict("ab"), lambda: dict(["ab", "abc"]), lambda: dict(1, 2), lambda: d | 5, lambda: 5 | d,
    lambda: d + d, lambda: d < d, lambda: d(), lambda: hash(d), lambda: d.keys(1), lambda: d.nope,
    lambda: d.fromkeys(), lambda: dict.fromkeys(5), lambda: [] in d, lambda: d[1:2], lambda: {}[None],
    lambda: {}[(1, 2)], lambda: {}["it's"], lambda: {}[1.5], lambda: d.popitem(1), lambda: d.clear(1),
    lambda: d.copy(1), lambda: -d, lambda: d | [("a", 2)], lambda: dict({}, **{1: 2}), lambda: d.get(1, 2, 3),
    lambda: {}[b"x"], lambda: dict(None), lambda: {**5}, lambda: {**[1]},
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def delete():
    del d["zz"]
def delete_bad():
    del d[[]]
def set_bad():
    d[set()] = 1
for f in delete, delete_bad, set_bad:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
