# SPDX-License-Identifier: GPL-3.0-or-later
# Decorators of functions, stacked, with arguments, of methods and classes.
def tag(f):
    def wrapped(*args, **kwargs):
        return "<" + f(*args, **kwargs) + ">"
    return wrapped
@tag
def hello(name):
    return "hello " + name
print(hello("Ada"), hello(name="Bob"))
def times(n):
    print("making", n)
    def decorate(f):
        print("decorating", n)
        def wrapped(*args):
            return [f(*args)] * n
        return wrapped
    return decorate
@times(2)
@times(3)
def one():
    return 1
print(one())
registry = {}
def register(f):
    registry[f.__name__] = f
    return f
@register
def a(): return "a"
@register
def b(): return "b"
print(list(registry), registry["b"]())
@(lambda f: "replaced")
def gone(): pass
print(gone)
def mark(cls):
    cls.marked = True
    return cls
@mark
class C:
    @tag
    def m(self):
        return "method"
print(C.marked, C().m())
decorators = [tag]
@decorators[0]
def indexed(): return "indexed"
print(indexed())
@str
def text_of(): pass
print(text_of[:9])
