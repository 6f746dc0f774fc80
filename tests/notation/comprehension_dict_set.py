# SPDX-License-Identifier: GPL-3.0-or-later
# Dict and set comprehensions.
print({k: v for k, v in [("a", 1), ("b", 2)]}, {x: x * x for x in range(4) if x != 2})
print({x % 3 for x in range(10)}, sorted({c for c in "hello"}))
print({v: k for k, v in {"a": 1, "b": 2}.items()})
print({(x, y): x + y for x in range(2) for y in range(2)})
print({x: {y for y in range(x)} for x in range(3)})
print({k: 1 for k in "aba"}, {k: i for i, k in enumerate("aba")})
print({**{i: i for i in range(2)}, 5: 6})
print({x for x in []}, {x: x for x in ()})
try:
    {[x] for x in range(2)}
except TypeError as e:
    print(e)
try:
    {[]: x for x in range(2)}
except TypeError as e:
    print(e)
log = []
def note(x):
    log.append(x)
    return x
{note(("k", i)): note(("v", i)) for i in range(2)}
print(log)
print({name: len(name) for name in ("one", "three")}["three"])
