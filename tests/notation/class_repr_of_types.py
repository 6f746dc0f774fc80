# SPDX-License-Identifier: GPL-3.0-or-later
# How types, functions' kinds and modules of the built-in set show.
print(int, str, list, dict, type, object, range, slice, bytearray, frozenset)
print(type(1), type("a"), type([]), type(None), type(...), type(print), type(lambda: 0), type(type))
print([int, str], {"t": list}, f"{int}", "%s" % bool)
class C:
    class D: pass
    def m(self): pass
print(C, C.D, type(C()), type(C), type(C().m), type(C.m))
print(type(1).__name__, type("").__qualname__, int.__module__, C.__module__)
print(len, print, abs, [].append.__name__, "".join.__qualname__)
import sys
print(type(sys), type(sys).__name__)
print(type(iter([])), type(iter(())), type(iter("")), type(iter({})), type(iter(set())), type(iter(range(3))))
print(type({}.keys()), type({}.values()), type({}.items()), type(zip()), type(map(str, [])),
    type(enumerate([])))
print(type(reversed([])), type(filter(None, [])), type(iter(b"")), type(x for x in []), type(NotImplemented))
print(type(1) == int, type(True) is bool, type(1.0) != float)
