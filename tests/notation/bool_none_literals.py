# SPDX-License-Identifier: GPL-3.0-or-later
# True, False, None and Ellipsis: reprs, types, truth.
print(True, False, None, ..., Ellipsis)
print(type(True), type(None), type(...))
print(bool(True), bool(False), bool(None), bool(...))
print(True + True, True * 10, -True, ~True, True / 2)
print(True == 1, False == 0, True is True, None is None, None == 0)
print(repr([True, False, None, ...]))
print(isinstance(True, int), isinstance(1, bool), issubclass(bool, int))
print(True & False, True | False, True ^ True, True & 3)
print(int(True), float(True), str(True), hash(True), hash(False))
print(not True, not None, not ...)
print({True: "a", 1: "b", 1.0: "c"})
