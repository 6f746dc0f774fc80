# SPDX-License-Identifier: GPL-3.0-or-later
# sys.modules may hold anything: each kind of import from what is no module.
import sys
class Class:
    x = 1
    _y = 2
    __all__ = ["x", "_y"]
class Plain:
    z = 3
class Slots:
    __slots__ = ()
class Asked:
    __all__ = ("a", "b")
    def __getattr__(self, name):
        return name * 2
class Listed:
    def __init__(self, all):
        self.__all__ = all
        self.one = 1
        self.__name__ = "listed"
class Sequence:
    def __getitem__(self, i):
        return ("one", "__name__")[i]
things = [Class, Class(), Plain, Plain(), Slots(), Asked(), Listed(["one", 5]), Listed("x"), Listed(["two"]), Listed(()),
          Listed(Sequence()), Listed({0: "one"}.get and ["one"]), 5, "text", {"a": 1}, [], None, len, int, lambda: 0, sys]
unnamed = Listed([5])
unnamed.__name__ = 5
things.append(unnamed)
for thing in things:
    sys.modules["thing"] = thing
    for code in ("from thing import *", "from thing import x", "import thing", "import thing as t", "from thing import é",
                 "import thing.sub", "from thing.sub import y", "from thing.sub import *", "__import__('thing').x"):
        names = {}
        try:
            exec(code, names)
        except BaseException as e:
            print(type(thing).__name__, code, "->", type(e).__name__, e)
        else:
            new = sorted(names.keys() - {"__builtins__", "__doc__", "__name__", "__package__", "__loader__", "__spec__"})
            print(type(thing).__name__, code, "->", new if len(new) < 5 else "many")
