# SPDX-License-Identifier: GPL-3.0-or-later
# Classes that inherit from built-in ones: who takes the keyword arguments.
import weakref, itertools, collections, functools
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class C: pass
c = C()
show(lambda: weakref.ref(c, callback=None))
bases = [float, int, str, tuple, bytes, frozenset, bytearray, list, set, dict, map, filter, zip, reversed, enumerate, itertools.chain, itertools.count, itertools.cycle, itertools.repeat, itertools.takewhile, itertools.islice, itertools.groupby, itertools.starmap, itertools.zip_longest, itertools.product, itertools.permutations, itertools.combinations, itertools.accumulate, itertools.compress, itertools.pairwise, collections.defaultdict, complex, Exception, OSError]
for b in bases:
    args = {"map": (abs, []), "filter": (None, []), "weakref": (c,), "takewhile": (None, []), "islice": ([], 1), "starmap": (abs, []), "repeat": (1,), "permutations": ([], 1), "combinations": ([], 1), "compress": ([], []), "groupby": ([],), "accumulate": ([],), "pairwise": ([],), "cycle": ([],), "chain": (), "count": (), "zip": (), "enumerate":([],), "reversed": ([],)}.get(b.__name__, ())
    show(lambda: (b.__name__, "exact", b(*args, newarg=3) and None))
    try:
        class D(b): pass
    except Exception as e: print(type(e).__name__, e); continue
    show(lambda: (b.__name__, "plain", D(*args, newarg=3) and None))
    class D(b):
        def __init__(self, *args, newarg=None): self.newarg = newarg
    show(lambda: (b.__name__, D(*args, newarg=3).newarg))
    class D(b):
        def __new__(cls, *args, newarg=None):
            self = super().__new__(cls, *args)
            self.newarg = newarg
            return self
    show(lambda: (b.__name__, D(*args, newarg=3).newarg))
