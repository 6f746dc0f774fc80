# SPDX-License-Identifier: GPL-3.0-or-later
# def: parameters, return, falling off the end, redefinition.
def nothing():
    pass
def one(x):
    return x
def two(a, b):
    "a docstring"
    return a - b
print(nothing(), one(5), two(5, 3), two(b=5, a=3), two(5, b=1))
print(one.__name__, two.__doc__, one.__doc__, two.__qualname__)
def early(n):
    if n:
        return "early"
    print("late")
print(early(1), early(0))
def bare():
    return
print(bare())
def several():
    return 1, 2, *[3]
print(several())
def one(x):
    return x * 2
print(one(5))
alias = one
print(alias is one, alias(1), callable(one))
print(type(one), type(print), type(len))
def outer():
    def inner(x):
        return x + 1
    return inner
print(outer()(1), outer().__qualname__)
