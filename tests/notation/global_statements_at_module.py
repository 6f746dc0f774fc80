# SPDX-License-Identifier: GPL-3.0-or-later
# global at module level, in class bodies and in nested functions.
global g
g = 1
print(g)
class C:
    global made_in_class
    made_in_class = 5
    x = made_in_class
print(made_in_class, C.x, hasattr(C, "made_in_class"))
def outer():
    def inner():
        global deep
        deep = "deep"
    inner()
    return deep
print(outer(), deep)
def uses():
    global counter
    for counter in range(3):
        pass
    global error_kept, C2, mod
    try:
        1 / 0
    except ZeroDivisionError as error_kept:
        text = str(error_kept)
    class C2:
        pass
    import sys as mod
    return text
print(uses(), counter, C2.__name__, C2.__qualname__, mod.__name__)
try:
    error_kept
except NameError as e:
    print(e)
