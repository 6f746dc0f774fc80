# SPDX-License-Identifier: GPL-3.0-or-later
# Which names are local: assignment anywhere in the function decides.
x = 1
def read():
    return x
def assign_later():
    try:
        print(x)
    except UnboundLocalError as e:
        print(e)
    x = 2
    return x
print(read(), assign_later(), x)
def loop_leaks():
    for i in range(3):
        inside = i
    return i, inside
print(loop_leaks())
def comprehension_does_not_leak():
    i = "kept"
    [i for i in range(3)]
    return i
print(comprehension_does_not_leak())
def shadow(len):
    return len
print(shadow(5), len("abc"))
len_saved = len
len = lambda x: "mine"
print(len("abc"))
del len
print(len("abc"))
def by_import():
    import sys
    return type(sys)
print(by_import())
def by_with_except():
    try:
        raise ValueError("v")
    except ValueError as e:
        pass
    try:
        e
    except UnboundLocalError as error:
        print(error)
by_with_except()
class C:
    y = 5
    def m(self):
        try:
            return y
        except NameError as e:
            return str(e)
print(C().m())
