# SPDX-License-Identifier: GPL-3.0-or-later
# How an exception finds its clause; what may stand in a clause.
class Base(Exception): pass
class Child(Base): pass
for error in Base(), Child(), KeyError(), Exception():
    try:
        raise error
    except Child:
        print("child")
    except Base:
        print("base")
    except (LookupError, ArithmeticError):
        print("lookup")
    except Exception:
        print("any")
try:
    try:
        1 / 0
    except "text":
        pass
except TypeError as e:
    print(e)
try:
    try:
        1 / 0
    except (KeyError, 5):
        pass
except TypeError as e:
    print(e)
try:
    try:
        1 / 0
    except int:
        pass
except TypeError as e:
    print(e)
try:
    pass
except undefined_name:
    print("never evaluated")
def which():
    print("evaluated")
    return ZeroDivisionError
try:
    1 / 0
except which():
    print("caught")
try:
    [][0]
except KeyError:
    pass
except [LookupError][0]:
    print("expression")
