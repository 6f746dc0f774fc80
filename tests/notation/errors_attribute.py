# SPDX-License-Identifier: GPL-3.0-or-later
# AttributeError for every kind of object.
class C:
    __slots__ = ("a",)
class D: pass
import sys
values = [5, 1.5, "s", b"b", [1], (1,), {}, {1}, None, len, range(2), True, int, C(), D(), D, sys, lambda: 1,
    ValueError("x"), ..., slice(1), iter([]), object(), type, bytearray(), frozenset(), D.__init__, [].append]
for v in values:
    try:
        v.missing
    except AttributeError as e:
        print(e, end=" | ")
    try:
        v.missing_too = 1
        print("set", end=" | ")
    except (AttributeError, TypeError) as e:
        print(e, end=" | ")
    try:
        del v.missing_three
    except (AttributeError, TypeError) as e:
        print(e)
try:
    C().a
except AttributeError as e:
    print(e)
