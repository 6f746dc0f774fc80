# SPDX-License-Identifier: GPL-3.0-or-later
# The texts when list methods are misused.
a = [1, 2, 3]
tests = [
    lambda: a.append(), lambda: a.append(1, 2), lambda: a.extend(5), lambda: a.extend(), lambda: a.insert(1),
    lambda: a.insert("x", 1), lambda: a.remove(9), lambda: a.remove(), lambda: [].pop(), lambda: a.pop(5),
    lambda: a.pop("x"), lambda: a.pop(1, 2), lambda: a.clear(1), lambda: a.index(9), lambda: a.index(),
    lambda: a.index(1, "x"), lambda: a.count(), lambda: a.reverse(1), lambda: a.copy(1), lambda: a.sort(1),
    lambda: a.sort(nope=1), lambda: a.sort(key=5), lambda: [1, "a"].sort(), lambda: a.nope,
    lambda: a.append(x=1), lambda: a.pop(x=1), lambda: a[5], lambda: a[-5], lambda: a["x"], lambda: a[1.5],
    lambda: a[None], lambda: a + (1,), lambda: a + 1, lambda: a * "x", lambda: a * 1.5, lambda: a - a,
    lambda: a * a, lambda: [1].index("one"), lambda: a.index(2, 2), lambda: a.pop(10 ** 30),
    lambda: a[10 ** 30], lambda: list.append(5, 1), lambda: list.append(), lambda: [].index([]),
    lambda: list(5), lambda: list(1, 2), lambda: list(x=1), lambda: -a, lambda: a(), lambda: hash(a),
    lambda: a.index("a", 1, 2, 3),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
