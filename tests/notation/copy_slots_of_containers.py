# SPDX-License-Identifier: GPL-3.0-or-later
# What __slots__ of classes that inherit from containers hold is copied and pickled with them.
import copy
import pickle
from collections import defaultdict, deque

kinds = set, frozenset, deque, list, dict, defaultdict, bytearray, float
for base in kinds:
    class Slotted(base):
        __slots__ = "x", "y", "__dict__"

    class Bare(base):
        __slots__ = "x",

    Slotted.__qualname__, Bare.__qualname__ = "Slotted", "Bare"
    s, b = Slotted(), Bare()
    s.x, s.z, b.x = [1], 2, 3
    for protocol in range(2, 6):
        for again in copy.copy, copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x, protocol)):
            one, two = again(s), again(b)
            print(base.__name__, type(one).__name__, one == s, getattr(one, "x", 0), getattr(one, "z", 0), hasattr(one, "y"), getattr(one, "x", 0) is s.x, two == b, getattr(two, "x", 0))

f = frozenset([1])
print(f.__init__([2]), f, (1,).__init__(2), "a".__init__("b"), (1).__init__(2, x=3))


class F(frozenset):
    pass


print(F([1]).__init__([2]))
