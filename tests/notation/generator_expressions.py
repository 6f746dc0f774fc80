# SPDX-License-Identifier: GPL-3.0-or-later
# Generator expressions as arguments and as values.
print(sum(x * x for x in range(5)), max(len(w) for w in ["a", "bbb"]), list(c for c in "abc"))
print(any(x > 2 for x in range(5)), all(x > 2 for x in range(5)), sorted(-x for x in range(3)))
print(",".join(str(i) for i in range(4)), tuple(i for i in range(3)), set(i % 2 for i in range(5)))
g = (x for x in range(3))
print(next(g), next(g), next(g), next(g, "done"))
print(dict((k, ord(k)) for k in "ab"), type(g).__name__)
print(list((x, y) for x in range(2) for y in range(2) if x != y))
def lazy(i):
    print("computed", i)
    return i
g = (lazy(i) for i in range(5))
print("nothing yet")
print(next(g))
print(any(lazy(i) for i in [0, 1, 2]))
print(list(g)[-1], list(g))
a, b, c = (i for i in range(3))
print(a, b, c, *(i for i in range(2)))
print(1 in (i for i in [1, 2]), [*(i for i in range(2)), 5])
