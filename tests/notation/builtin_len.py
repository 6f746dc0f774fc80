# SPDX-License-Identifier: GPL-3.0-or-later
# len of everything that has one, and of what has none.
print(len(""), len("añ€\U0001F600"), len(b"ab"), len([1, 2]), len((1,)), len({1: 2}), len({1, 2}),
    len(range(10)), len(range(0, 10, 3)), len(bytearray(3)), len(frozenset()), len({}.keys()),
    len({1: 2}.items()), len(memoryview(b"abc")))
class L:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
print(len(L(0)), len(L(5)), len(L(True)), bool(L(0)), bool(L(3)))
for bad in 5, None, 1.5, len, L, object(), iter([]), zip(), (x for x in ""), True, ..., slice(1), map(str,
    ""):
    try:
        print(len(bad))
    except TypeError as e:
        print(e)
for n in -1, "x", 1.5, None, 2 ** 63, 2 ** 63 - 1:
    try:
        print(len(L(n)))
    except Exception as e:
        print(type(e).__name__, e)
