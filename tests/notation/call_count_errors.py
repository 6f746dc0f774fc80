# SPDX-License-Identifier: GPL-3.0-or-later
# The exact texts for wrong argument counts of script functions.
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def fd(a, b=1): pass
def fs(*args): pass
def fk(a, *, k): pass
def fkk(*, k, l, m): pass
def f4(a, b, c, d): pass
calls = [
    lambda: f0(1), lambda: f0(1, 2), lambda: f1(), lambda: f1(1, 2), lambda: f2(), lambda: f2(1),
    lambda: f2(1, 2, 3), lambda: f3(), lambda: f3(1), lambda: f3(1, 2, 3, 4), lambda: fd(),
    lambda: fd(1, 2, 3), lambda: fk(), lambda: fk(1), lambda: fk(1, 2), lambda: fk(1, 2, k=3), lambda: fkk(),
    lambda: fkk(k=1), lambda: fkk(k=1, l=2), lambda: f4(), lambda: f4(1), lambda: f2(b=1), lambda: f3(1, c=2),
]
for call in calls:
    try:
        call()
        print("no error")
    except TypeError as e:
        print(e)
