# SPDX-License-Identifier: GPL-3.0-or-later
# Where an iterator stands: __reduce__, __setstate__, __length_hint__ of every kind, fresh, begun and at its end.
import copy
def show(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class S:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 2
def f(): return 1
its = {
 "list": lambda: iter([1,2,3]), "tuple": lambda: iter((1,2,3)), "str": lambda: iter("añc"), "ascii": lambda: iter("abc"), "bytes": lambda: iter(b"abc"),
 "bytearray": lambda: iter(bytearray(b"abc")), "range": lambda: iter(range(1, 10, 3)), "longrange": lambda: iter(range(10**20, 10**20+3)),
 "set": lambda: iter({1,2,3}), "frozenset": lambda: iter(frozenset([1,2,3])), "dict": lambda: iter({1:2,3:4,5:6}), "values": lambda: iter({1:2,3:4,5:6}.values()), "items": lambda: iter({1:2,3:4,5:6}.items()),
 "rdict": lambda: reversed({1:2,3:4,5:6}), "rvalues": lambda: reversed({1:2,3:4,5:6}.values()), "ritems": lambda: reversed({1:2,3:4,5:6}.items()),
 "rlist": lambda: reversed([1,2,3]), "rtuple": lambda: reversed((1,2,3)), "rstr": lambda: reversed("abc"), "rbytes": lambda: reversed(b"abc"), "rrange": lambda: reversed(range(3)), "rlong": lambda: reversed(range(10**20, 10**20+3)),
 "rS": lambda: reversed(S()), "iterS": lambda: iter(S()), "enumerate": lambda: enumerate([1,2,3], 5), "enumbig": lambda: enumerate([1,2,3], 10**20), "zip": lambda: zip([1,2,3],(4,5,6)), "zipstrict": lambda: zip([1,2,3],(4,5,6), strict=True), "map": lambda: map(abs, [1,2,3]),
 "filter": lambda: filter(None, [1,2,3]), "callable": lambda: iter(f, 2), "callable1": lambda: iter(f, 1), "memory": lambda: iter(memoryview(b"abc")), 
 "zip0": lambda: zip(), "mapmany": lambda: map(max, [1,2,3], [3,2,1]),
}
def norm(x):
    if type(x) is tuple: return tuple(norm(y) for y in x)
    if type(x).__name__.endswith(("iterator", "zip", "map")): return type(x).__name__
    if type(x) is S: return "S"
    if x is f: return "f"
    return x
for name, make in its.items():
    print("==", name)
    it = make()
    print(type(it).__name__, hasattr(it, "__length_hint__"), hasattr(it, "__setstate__"), "__reduce__" in type(it).__dict__, sorted(n for n in type(it).__dict__ if n not in ("__doc__", "__getattribute__")))
    show(lambda: it.__length_hint__())
    show(lambda: norm(it.__reduce__()))
    show(lambda: norm(it.__reduce_ex__(4)))
    next(it, None)
    show(lambda: it.__length_hint__())
    show(lambda: norm(it.__reduce__()))
    show(lambda: norm(it.__reduce__()))
    if name not in ("rS", "iterS", "callable"):
        show(lambda: [type(copy.copy(it)).__name__, ])
        show(lambda: list(copy.deepcopy(it)))
    if name != "callable":
        for _ in it: pass
    show(lambda: it.__length_hint__())
    show(lambda: norm(it.__reduce__()))
    for state in (0, 1, 2, 3, 4, -1, -2, 100, 2**70, None, "a", True):
        it = make()
        show(lambda: (name, state, it.__setstate__(state), name == "callable" or list(it)))
    it = make()
    if name != "callable":
        for _ in it: pass
    show(lambda: (it.__setstate__(0), name == "callable" or list(it)))
