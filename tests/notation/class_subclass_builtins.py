# SPDX-License-Identifier: GPL-3.0-or-later
# Classes derived from int, str, list, dict, tuple, float, set and bytes.
class N(int):
    def double(self):
        return self * 2
n = N(5)
print(n, n + 1, n.double(), type(n + 1).__name__, type(n).__name__, repr(n), n == 5, hash(n) == hash(5))
class S(str):
    def shout(self):
        return self.upper() + "!"
s = S("abc")
print(s, s.shout(), s[0], len(s), type(s[0]).__name__, s == "abc", {s: 1}["abc"], f"{s:>5}")
class L(list):
    def first(self):
        return self[0]
print(L("ab"), L("ab").first(), L([1]) + [2], type(L([1]) + [2]).__name__, L() == [])
class D(dict):
    def __missing__(self, key):
        return "missing " + key
print(D(a=1)["a"], D()["b"], D().get("c"), "b" in D())
class T(tuple):
    def __new__(cls, *items):
        return super().__new__(cls, items)
print(T(1, 2), len(T(1, 2)), T(1, 2) == (1, 2))
class F(float):
    pass
print(F(1.5), F(1.5) + 1, type(F(1) * 2).__name__)
class B(bytes):
    pass
print(B(b"ab"), B(b"ab") + b"c", B(b"x") == b"x")
class Set(set):
    pass
print(Set([1]), Set([1]) | {2}, type(Set([1]) | {2}).__name__, Set() == set())
class Up(list):
    def append(self, x):
        super().append(x * 10)
u = Up()
u.append(1)
u.extend([2])
print(u)
