# SPDX-License-Identifier: GPL-3.0-or-later
# What wraps another value, wrapped thousands of times: every operation ends, in a result or in RecursionError.

class Shown:
    def __repr__(self):
        return "shown"
    def method(self): pass
def nest(wrap, depth, start):
    for _ in range(depth):
        start = wrap(start)
    return start
def attempt(name, what, function):
    try:
        result = function()
    except Exception as e:
        result = type(e).__name__
    print(name, what, result)
for name, wrap in (("zip", zip), ("enumerate", enumerate), ("both", lambda x: zip(enumerate(x)))):
    it = nest(wrap, 100_000, iter([1, 2, 3, 4]))
    attempt(name, "repr", lambda: len(repr(it)) > 5)
    attempt(name, "reversed", lambda: reversed(it))
    del it
for name, wrap in (("map", lambda x: map(str, x)), ("filter", lambda x: filter(None, x)),
                   ("strict", lambda x: zip(x, strict=True)), ("zip", zip), ("enumerate", enumerate)):
    it = nest(wrap, 500, iter([1, 2, 3, 4]))
    attempt(name, "next", lambda: bool(next(it)))
    attempt(name, "rest", lambda: sum(1 for _ in it))
operations = {
    "repr": repr, "str": str, "format": format, "percent": lambda x: "%s" % (x,), "dir": dir, "call": lambda x: x(),
    "callable": callable, "len": len, "equal": lambda x: x == 1, "less": lambda x: x < x, "add": lambda x: x + x,
    "attribute": lambda x: x.zzz, "instance": lambda x: isinstance(1, x), "subclass": lambda x: issubclass(int, x),
    "key": lambda x: [][x], "bool": bool,
}
for name, wrap in (("list", lambda x: [x]), ("tuple", lambda x: (x,)), ("dict", lambda x: {1: x}), ("slice", slice),
                   ("alias", lambda x: list[x]), ("union", lambda x: list[x] | int), ("classmethod", classmethod),
                   ("staticmethod", staticmethod), ("property", property), ("exception", ValueError),
                   ("frozenset", lambda x: frozenset([x])), ("values", lambda x: {1: x}.values()),
                   ("items", lambda x: {1: x}.items())):
    try:
        value = nest(wrap, 3000, int)
    except Exception as e:
        print(name, type(e).__name__, e)
        continue
    for what, function in operations.items():
        attempt(name, what, lambda: isinstance(function(value), object))
    del value
# Aliases and unions of all kinds of arguments.
def function(): pass
print(list[Shown()], list[function], list[len], list[Shown.method], list[...], list[()], list[1, "x"])
print(list[Shown() or int] == list[int], list[int] | None, dict[str, list[Shown()]])
print(classmethod(Shown()), staticmethod(Shown()))
