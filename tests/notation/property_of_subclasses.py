# SPDX-License-Identifier: GPL-3.0-or-later
# Docstrings, names and copies of properties and of their subclasses.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Plain(property): "of the class"
class Counting(property):
    made = 0
    def __init__(self, *args, **kwargs):
        type(self).made += 1
        super().__init__(*args, **kwargs)
class Slotted(property): __slots__ = ()
def documented(self): "of the getter"; return 1
def other(self): "of the other"; return 2
def bare(self): return 3
class Callable:
    __doc__ = "of the callable"
    def __call__(self, instance): return 4
class Odd:
    @property
    def __doc__(self): raise ValueError("no doc")
    def __call__(self, instance): return 5
for kind in property, Plain, Counting:
    for getter in documented, bare, Callable(), None, len:
        if getter is len: print(kind(len).__doc__ == len.__doc__); continue
        made = kind(getter)
        print(kind.__name__, repr(made.__doc__), repr(kind(getter, doc="given").__doc__), repr(kind(getter, None, None, "given").__doc__))
        for copy in made.getter(other), made.setter(other), made.deleter(other), kind(getter, doc="x").getter(other):
            print("  ", type(copy).__name__, repr(copy.__doc__), copy.fget is other, copy.fset is other, copy.fdel is other)
t(lambda: property(Odd()))
t(lambda: Slotted(documented))
t(lambda: Slotted(bare))
print(Counting.made)
made = property(documented)
made.__doc__ = "changed"
print(made.__doc__, made.setter(other).__doc__)
made = property(doc="only")
made.__doc__ = "assigned"
print(made.__doc__, made.getter(documented).__doc__)
for name in "fget", "fset", "fdel": t(lambda: setattr(made, name, 1))
t(lambda: property().__get__(5))
t(lambda: property().__set__(5, 6))
t(lambda: property().__delete__(5))
t(lambda: property().__get__(None, int).fget)
class C:
    lacking = property()
    whole = property(documented, other)
    named = Plain()
    alias = lacking
    @property
    def x(self): return 1
    @x.setter
    def x(self, value): pass
    y = x
for name in "lacking", "named", "alias":
    t(lambda: getattr(C(), name))
    t(lambda: setattr(C(), name, 1))
    t(lambda: delattr(C(), name))
t(lambda: delattr(C(), "x"))
t(lambda: delattr(C(), "y"))
C.late = property()
t(lambda: C().late)
C.late.__set_name__(C, "told")
t(lambda: C().late)
for arguments in (), (1,), (1, 2, 3): t(lambda: C.late.__set_name__(*arguments))
class D(C): pass
t(lambda: D().lacking)
class Truth:
    def __bool__(self): raise ValueError("truth")
bare.__isabstractmethod__ = True
print(property(bare).__isabstractmethod__, property(documented, None, bare).__isabstractmethod__, property().__isabstractmethod__)
bare.__isabstractmethod__ = Truth()
for kind in property, classmethod, staticmethod: t(lambda: kind(bare).__isabstractmethod__)
