# SPDX-License-Identifier: GPL-3.0-or-later
# __traceback__, with_traceback and add_note.
try:
    raise ValueError("v")
except ValueError as e:
    print(type(e.__traceback__).__name__, e.__traceback__ is not None)
    saved = e
print(ValueError("new").__traceback__)
e = ValueError("x").with_traceback(None)
print(repr(e), e.__traceback__)
print(saved.with_traceback(saved.__traceback__) is saved)
e.add_note("first")
e.add_note("second")
print(e.__notes__)
try:
    e.add_note(5)
except TypeError as error:
    print(error)
try:
    e.with_traceback(5)
except TypeError as error:
    print(error)
