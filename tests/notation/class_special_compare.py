# SPDX-License-Identifier: GPL-3.0-or-later
# __eq__, __ne__, __lt__ and friends, __hash__, __bool__.
class P:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return isinstance(o, P) and self.n == o.n
    def __lt__(self, o): return self.n < o.n
    def __le__(self, o): return self.n <= o.n
    def __hash__(self): return hash(self.n)
    def __repr__(self): return "P%d" % self.n
print(P(1) == P(1), P(1) == P(2), P(1) != P(1), P(1) != P(2), P(1) == 1, 1 == P(1))
print(P(1) < P(2), P(1) > P(2), P(1) <= P(1), P(1) >= P(2))
print(sorted([P(3), P(1), P(2)]), max(P(1), P(5)), min([P(4), P(2)]))
print({P(1): "one"}[P(1)], P(1) in [P(1)], P(2) in {P(1)}, len({P(1), P(1), P(2)}), [P(1), P(2)].index(P(2)))
class OnlyEq:
    def __eq__(self, o): return True
try:
    hash(OnlyEq())
except TypeError as e:
    print(e)
try:
    {OnlyEq(): 1}
except TypeError as e:
    print(e)
print(OnlyEq() == 5, 5 == OnlyEq(), OnlyEq() != 5, 5 in [OnlyEq()])
class Odd:
    def __eq__(self, o): return "eq answer"
    def __ne__(self, o): return "ne answer"
    def __gt__(self, o): return []
print(Odd() == 1, Odd() != 1, Odd() > 1, 1 < Odd())
class Falsy:
    def __bool__(self): return False
class Sized:
    def __len__(self): return 0
print(bool(Falsy()), bool(Sized()), not Falsy(), "yes" if Sized() else "no", Falsy() or "other")
class BadBool:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
for f in [
    lambda: bool(BadBool()), lambda: bool(BadLen()), lambda: len(BadLen()), lambda: P(1) < 5,
    lambda: P(1) < OnlyEq(),
]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
