# SPDX-License-Identifier: GPL-3.0-or-later
# Subclasses of built-in classes: every mix of __new__, __init__ and a plain class before or behind the built-in one.
def shown(x):
    return (type(x).__name__, x.args if isinstance(x, BaseException) else x, getattr(x, "note", None))
class Plain:
    pass
class WithInit:
    def __init__(self, *args, **kwargs):
        self.note = args
class WithInitSuper:
    def __init__(self, *args, **kwargs):
        self.note = "before", self if not isinstance(self, BaseException) else self.args
        super().__init__(*args, **kwargs)
class WithNew:
    def __new__(cls, *args, **kwargs):
        return super().__new__(cls)
class WithNewAll:
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls, *args, **kwargs)
        made.note = "new", made if not isinstance(made, BaseException) else made.args
        return made
builtins = {list: ("ab",), dict: ({1: 2},), set: ("aa",), frozenset: ("aa",), bytearray: (b"xy",), bytes: (b"xy",), str: (5,),
            int: ("7",), float: ("1.5",), tuple: ("ab",), Exception: (1, 2), KeyError: ("k",), OSError: (2, "no")}
def attempt(what, function):
    try:
        print(what, function())
    except Exception as e:
        print(what, type(e).__name__, e)
for builtin, args in builtins.items():
    for mixin in (Plain, WithInit, WithInitSuper, WithNew, WithNewAll):
        for bases in ((mixin, builtin), (builtin, mixin)):
            what = builtin.__name__, [b.__name__ for b in bases]
            try:
                made = type("Made", bases, {})
            except TypeError as e:
                print(what, e)
                continue
            print(what, made.__base__.__name__, [c.__name__ for c in made.__mro__])
            attempt(what, lambda: shown(made(*args)))
            attempt(what, lambda: shown(made()))
            attempt(what, lambda: shown(made(*args, *args)))
            attempt(what, lambda: shown(made(a=1)))
            attempt(what, lambda: shown(made.__new__(made, *args)))
    class Own(builtin):
        def __new__(cls, *args):
            made = super().__new__(cls)
            made.note = "own"
            return made
    attempt(builtin.__name__, lambda: shown(Own(*args)))
    class Both(builtin):
        def __new__(cls, *args):
            return super().__new__(cls, *args)
        def __init__(self, *args):
            self.note = "init", len(args)
    attempt(builtin.__name__, lambda: shown(Both(*args)))
    class Other(builtin):
        def __new__(cls, *args):
            return 5
    attempt(builtin.__name__, lambda: Other(*args))
    class Deeper(Own):
        def __init__(self, *args):
            super().__init__()
    attempt(builtin.__name__, lambda: shown(Deeper(*args)))
    for bad in () if issubclass(builtin, Exception) else ((), (5,), (int,) if builtin is not int else (str,), (type,)):
        attempt((builtin.__name__, bad), lambda: builtin.__new__(*bad))
    attempt(builtin.__name__, lambda: shown(builtin.__new__(builtin, *args)))
