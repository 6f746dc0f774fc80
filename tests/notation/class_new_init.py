# SPDX-License-Identifier: GPL-3.0-or-later
# __new__, __init__, and what they may return.
class Single:
    only = None
    def __new__(cls):
        print("new")
        if cls.only is None:
            cls.only = super().__new__(cls)
        return cls.only
    def __init__(self):
        print("init")
print(Single() is Single())
class Other:
    def __new__(cls):
        return "not an instance"
    def __init__(self):
        print("never")
print(Other())
class Bad:
    def __init__(self):
        return 5
try:
    Bad()
except TypeError as e:
    print(e)
class NoArgs: pass
class InitArgs:
    def __init__(self, a, *, b): pass
for f in [
    lambda: NoArgs(1), lambda: NoArgs(a=1), lambda: InitArgs(), lambda: InitArgs(1),
    lambda: InitArgs(1, 2, b=3), lambda: InitArgs(1, c=2), lambda: object(1), lambda: object().x,
    lambda: int.__new__(str), lambda: object.__new__(),
]:
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(e)
class Positive(int):
    def __new__(cls, n):
        return super().__new__(cls, abs(n))
print(Positive(-5), Positive(-5) + 1)
o = object()
try:
    o.x = 1
except AttributeError as e:
    print(e)
print(type(o).__name__, o == o, o == object())
