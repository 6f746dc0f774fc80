# SPDX-License-Identifier: GPL-3.0-or-later
# Keys are found by hash and ==, the first spelling of a key stays.
d = {1: "one"}
d[1.0] = "float"
d[True] = "bool"
print(d, d[1], 1.0 in d, True in d)
d = {"a": 1, b"a": 2, ("a",): 3, None: 4, 1.5: 5, frozenset([1]): 6}
print(d["a"], d[b"a"], d[("a",)], d[None], d[1.5], d[frozenset([1])])
d = {0: "z", -1: "m", -2: "n", 2 ** 61 - 1: "p", 2 ** 61 - 2: "q", 10 ** 30: "big"}
print(d[0.0], d[-0.0], d[-1.0], d[-2], d[2305843009213693951], d[2305843009213693950], d[10 ** 30],
    d[1e30] if 1e30 in d else "not 1e30")
nan = float("nan")
d = {nan: 1, nan: 2, float("nan"): 3}
print(len(d), d[nan], float("nan") in d)
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 5
    def __eq__(self, o):
        return isinstance(o, K) and self.n == o.n
d = {K(1): "a", K(2): "b", 5: "five"}
print(d[K(1)], d[K(2)], d[5], K(3) in d, len(d))
class Bad:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError("eq failed")
try:
    d[Bad()]
except ValueError as e:
    print(e)
d = {}
d["x" * 3] = 1
print(d["xxx"], hash("a") == hash("a"), hash(1) == hash(1.0) == hash(True))
