# SPDX-License-Identifier: GPL-3.0-or-later
# Calls, subscripts and attributes in one chain.
print("  Hello World ".strip().lower().replace("o", "0").split()[1][::-1].upper())
print([[1, 2], [3, 4]][1][0], {"a": {"b": [5]}}["a"]["b"][0], (lambda: [lambda x: x * 2])()[0](21))
class Builder:
    def __init__(self): self.parts = []
    def add(self, x): self.parts.append(x); return self
    def __call__(self, x): return self.add(x)
    def __getitem__(self, x): return self.add(("item", x))
    def build(self): return self.parts
print(Builder().add(1)(2)[3].add(4)[1:2].build())
print((Builder()
    .add("one")
    .add("two")
    .build()))
print("{} {}".format(*"ab").join(["x", "y"]).count("x"), str(12345)[1:3], len(str(2 ** 100)), (5).bit_length(), 5 .real)
print("a,b;c".replace(";", ",").split(","), sorted(set("hello"))[-1], dict(a=1).get("a"), [].__len__(), (1).__add__(2))
print(max([3, 1], key=lambda x: -x).__class__.__name__, "x".join("abc").__len__(), not [].__len__())
