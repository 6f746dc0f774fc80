# SPDX-License-Identifier: GPL-3.0-or-later
# List comprehensions: filters, several loops, nesting, scope.
print([x * x for x in range(5)], [x for x in range(10) if x % 2 if x > 3])
print([(x, y) for x in range(3) for y in "ab"], [(x, y) for x in range(3) for y in range(x)])
print([[y for y in range(x)] for x in range(4)])
print([x for row in [[1, 2], [3]] for x in row])
x = "kept"
print([x for x in range(2)], x)
print([a + b for a, b in [(1, 2), (3, 4)]], [first for first, *_ in ["abc", "de"]])
n = 10
print([i + n for i in range(3)], [lambda: i for i in range(3)][0]())
print([x if x % 2 else -x for x in range(4)], [(lambda v: v + 1)(x) for x in range(3)])
def f(items, k):
    return [i * k for i in items if i != k]
print(f([1, 2, 3], 2))
print([c for c in "abc" if c not in "b"], [x for x in []])
print([d["v"] for d in [{"v": 1}, {"v": 2}]], [i for i in (1, 2, 3) if i > 1 or i == 0])
class C:
    base = [1, 2, 3]
    doubled = [x * 2 for x in base]
print(C.doubled)
try:
    print([undefined_name for _ in range(1)])
except NameError as e:
    print(e)
