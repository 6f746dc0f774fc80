# SPDX-License-Identifier: GPL-3.0-or-later
# Copies and pickles of the iterators of itertools: fresh, begun, and at their ends.
import copy
import operator
import pickle
from itertools import *


def key(x):
    return x // 2


def take(n, it):
    return list(islice(it, n))


def plain(x):
    if type(x) in (tuple, list):
        return type(x)(plain(y) for y in x)
    return type(x).__name__ if hasattr(x, "__next__") or x is key else x


kinds = {
    "cycle": lambda: cycle("abc"), "cycle of an iterator": lambda: cycle(iter([1, 2, 3])), "empty cycle": lambda: cycle([]),
    "product": lambda: product("ab", [1, 2]), "product of nothing": lambda: product(), "empty product": lambda: product([], [1]),
    "combinations": lambda: combinations("abcd", 2), "too long": lambda: combinations("ab", 3),
    "with replacement": lambda: combinations_with_replacement("abc", 2), "no pool": lambda: combinations_with_replacement("", 2),
    "permutations": lambda: permutations("abc"), "of two": lambda: permutations("abc", 2), "of many": lambda: permutations("ab", 5),
    "zip_longest": lambda: zip_longest("ab", "cdefg", fillvalue=0), "unfilled": lambda: zip_longest("ab", "cde"),
    "groupby": lambda: groupby([1, 2, 3, 3, 4]), "groupby key": lambda: groupby(range(6), key),
    "accumulate": lambda: accumulate([1, 2, 3]), "accumulate None": lambda: accumulate([None, None, 1], operator.is_),
    "initial": lambda: accumulate([1, 2], initial=5), "chain": lambda: chain("ab", [1, 2]), "count": lambda: count(3, 2),
    "repeat": lambda: repeat(1, 4), "islice": lambda: islice(range(10), 1, 8, 3), "compress": lambda: compress("abc", [1, 0, 1]),
    "takewhile": lambda: takewhile(bool, [1, 2, 0, 3]), "dropwhile": lambda: dropwhile(bool, [1, 0, 2]),
    "filterfalse": lambda: filterfalse(None, [0, 1, 0]), "starmap": lambda: starmap(pow, [(2, 3), (4, 5)]),
}
for name, make in kinds.items():
    print("==", name)
    for steps in (0, 1, 2, 3, 4, 50):
        it = make()
        for _ in range(steps):
            next(it, None)
        if type(it).__name__ != "accumulate":
            print(steps, plain(it.__reduce__()))
        if "group" in name:
            same = lambda it: [(k, list(g)) for k, g in take(8, it)]
        else:
            same = lambda it: take(8, it)
        for protocol in range(6):
            other = pickle.loads(pickle.dumps(it, protocol))
            third = copy.deepcopy(it)
            if protocol == 0:
                print(same(other), same(third))
            else:
                same(other)
        print(same(it))

print("== states that are none")
for it, states in ((cycle("ab"), (None, (), ([],), ((), 1), ([], "a"), (["x"], 5))),
                   (product("ab", "cd"), (None, (), (1,), (1, "a"), (1, 2**70), (-5, 7))), (permutations("abc", 2), (None, ((), ()), ((2, 9, -1), (0, 99)))),
                   (combinations("abcd", 2), ((1, 2, 3), (-1, 99))), (combinations_with_replacement("ab", 2), ([1, 1], (5, -5))),
                   (groupby([1]), (None, (1, 2), (1, 2, 3)))):
    for state in states:
        try:
            print(type(it).__name__, state, it.__setstate__(state))
        except Exception as e:
            print(type(it).__name__, state, type(e).__name__)
    print(plain(take(3, it)))

print("== tee")
a, b = tee(range(6))
take(3, a)
take(1, b)
one = copy.deepcopy(a)
print(list(one))
c, d = pickle.loads(pickle.dumps((a, b)))
print(next(c), next(d), next(d), list(c), list(d))
print(list(pickle.loads(pickle.dumps(b))), list(a), list(b))
a, b = tee(range(2000))
take(1500, a)
print(sum(pickle.loads(pickle.dumps(a))) == sum(a))

print("== a group")
g = groupby([1, 1, 2])
k, group = next(g)
print(plain(group.__reduce__()[1])[1], list(copy.deepcopy(group)))
next(g)
print(group.__reduce__()[1], list(group))

print("== a key whose __eq__ asks for the next item")


class K:
    def __init__(self, v):
        self.v = v

    def __eq__(self, other):
        global asked
        asked += 1
        if asked == 1:
            print("within", next(g, None))
        return True


asked = 0
g = next(groupby(range(5), K))[1]
print(next(g, None), next(g, None), list(g))
