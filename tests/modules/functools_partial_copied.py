# SPDX-License-Identifier: GPL-3.0-or-later
# A copied partial has the very arguments of the first; keys of cmp_to_key have no hash; patterns are weakly held.
import copy
import functools
import re
import weakref
from collections.abc import Hashable

p = functools.partial(print, ["a"], sep=["b"])
p.own = ["c"]
q, r = copy.copy(p), copy.deepcopy(p)
print(q.args is p.args, q.keywords is p.keywords, q.own is p.own)
print(r.args is p.args, r.args == p.args, r.keywords == p.keywords, r.own == p.own, r.own is p.own)

key = functools.cmp_to_key(lambda a, b: a - b)
print(isinstance(key(1), Hashable), key(1) < key(2), key(1) == key(1))
try:
    hash(key(1))
except TypeError as e:
    print(e)

pattern = re.compile("some pattern that nobody else has")
ref = weakref.ref(pattern)
print(ref() is pattern)
re.purge()
del pattern
print(ref())
