# SPDX-License-Identifier: GPL-3.0-or-later
# Names that look like keywords or built-ins, and are neither.
none, true, false = 0, 1, 2
If, DEF, class_, _while = 3, 4, 5, 6
print(none, true, false, If, DEF, class_, _while)
l, O, I, _, __, ___x = range(6)
print(l, O, I, _, __, ___x)
exec_ = printer = print
printer("x", exec_ is print)
self = "not special"
print(self)
def def_(lambda_, in_=1): return lambda_, in_
print(def_(2))
nonlocals = globalss = awaits = asyncs = 7
print(nonlocals, globalss, awaits, asyncs)
def f(list, str, int): return list, str, int
print(f(1, 2, 3), list, str)
object = 5
print(object)
del object
print(object)
True_ = not True
print(True_, is_ := 5, is_)
