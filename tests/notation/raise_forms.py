# SPDX-License-Identifier: GPL-3.0-or-later
# raise of classes, instances, again, and of what is no exception.
for thing in ValueError, ValueError("text"), ValueError(1, 2), KeyError("k"), Exception:
    try:
        raise thing
    except Exception as e:
        print(repr(e), e.args)
try:
    try:
        raise ValueError("again")
    except ValueError:
        raise
except ValueError as e:
    print("second", e)
try:
    raise
except RuntimeError as e:
    print(e)
for bad in 5, "text", None, int, object():
    try:
        raise bad
    except TypeError as e:
        print(e)
def reraise_later():
    raise
try:
    try:
        1 / 0
    except ZeroDivisionError:
        reraise_later()
except ZeroDivisionError as e:
    print(e)
class Needs(Exception):
    def __init__(self, a):
        self.a = a
try:
    raise Needs
except TypeError as e:
    print(e)
try:
    raise Needs(5)
except Needs as e:
    print(e.a, e.args)
