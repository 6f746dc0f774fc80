# SPDX-License-Identifier: GPL-3.0-or-later
# classmethod and staticmethod objects have attributes of their own, which begin as the function's.
import abc
import functools
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def function(x: int) -> str:
    "of the function"
function.own = 1
def bare(): pass
class Callable:
    def __call__(self): return 4
for kind in classmethod, staticmethod:
    for wrapped in function, bare, len, lambda: 1, 3, Callable(), kind(function):
        made = kind(wrapped)
        print(kind.__name__, {name: value for name, value in made.__dict__.items() if name != "__doc__"})
        print(made.__doc__ == wrapped.__doc__, made.__wrapped__ is wrapped, made.__func__ is wrapped)
        t(lambda: made.own)
    made = kind(function)
    made.own, made.__name__, made.__doc__ = 2, "renamed", "changed"
    print(made.own, made.__name__, made.__doc__, function.own, function.__name__, function.__doc__)
    del made.own, made.__doc__
    t(lambda: made.own)
    t(lambda: setattr(made, "__func__", 1))
    t(lambda: setattr(made, "__wrapped__", 1))
    made.__dict__ = {"only": 5}
    print(made.only, hasattr(made, "__name__"))
    class Derived(kind):
        "of the class"
        def __init__(self, function): super().__init__(function); self.more = 1
    made = Derived(function)
    print(made.__name__, made.__doc__, made.more, made.__annotations__)
    class Holder:
        method = made
        other = kind(function)
    print(Holder.method(1) if kind is staticmethod else Holder.method(), Holder.__dict__["other"].__annotations__)
print(staticmethod(function).__name__, functools.wraps(staticmethod(function))(bare).__name__, callable(staticmethod(bare)))
class Abstract(abc.ABC):
    @classmethod
    @abc.abstractmethod
    def one(cls): pass
    @staticmethod
    @abc.abstractmethod
    def two(): pass
print(sorted(Abstract.__abstractmethods__))
t(Abstract)
