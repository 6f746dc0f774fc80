# SPDX-License-Identifier: GPL-3.0-or-later
# raise from, __cause__, __context__ and __suppress_context__.
def facts(e):
    print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    raise ValueError("v") from KeyError("k")
except ValueError as e:
    facts(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("during")
except ValueError as e:
    facts(e)
try:
    try:
        1 / 0
    except ZeroDivisionError as z:
        raise ValueError("because") from z
except ValueError as e:
    facts(e)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None
except ValueError as e:
    facts(e)
try:
    raise ValueError from KeyError
except ValueError as e:
    facts(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
try:
    try:
        raise KeyError(1)
    finally:
        raise IndexError(2)
except IndexError as e:
    facts(e)
e = ValueError()
e.__cause__ = KeyError()
facts(e)
try:
    e.__cause__ = 5
except TypeError as error:
    print(error)
