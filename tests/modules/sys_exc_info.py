# SPDX-License-Identifier: GPL-3.0-or-later
# sys.exc_info inside and outside of handlers.
import sys
print(sys.exc_info())
try:
    raise ValueError("v")
except ValueError as e:
    kind, value, tb = sys.exc_info()
    print(kind, value is e, type(tb).__name__)
    try:
        raise KeyError("k")
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__, repr(sys.exception()))
print(sys.exc_info(), sys.exception())
def inside():
    return sys.exc_info()[0]
try:
    1 / 0
except ZeroDivisionError:
    print(inside())
print(inside())
