# SPDX-License-Identifier: GPL-3.0-or-later
# Endless recursion through __eq__, __lt__, keys of sorting and hashing.
class E:
    def __eq__(self, other):
        return self == other
    def __hash__(self):
        return 1
class L:
    def __lt__(self, other):
        return self < other
class K:
    def __hash__(self):
        return hash((self,))
    def __eq__(self, other):
        return True
def key(x):
    return key(x)
for test in [
    lambda: E() == E(), lambda: E() in [E()], lambda: [E()] == [E()], lambda: {E(): 1}[E()],
    lambda: L() < L(), lambda: sorted([L(), L()]), lambda: max(L(), L()) if L() < L() else 1,
    lambda: sorted([1, 2], key=key), lambda: {K()}, lambda: [E()].index(E()), lambda: [E()].count(E()),
    lambda: [E()].remove(E()), lambda: min([1], key=key), lambda: (E(),) < (E(),),
    lambda: list(map(key, [1])), lambda: [L(), L()].sort(),
]:
    try:
        test()
        print("came back")
    except RecursionError as e:
        print(type(e).__name__)
a = [3, 1, 2]
try:
    a.sort(key=key)
except RecursionError:
    print(a)
