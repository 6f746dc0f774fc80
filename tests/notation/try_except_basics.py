# SPDX-License-Identifier: GPL-3.0-or-later
# try, except in its forms, else.
def attempt(f):
    try:
        value = f()
    except ZeroDivisionError:
        return "zero"
    except (KeyError, IndexError) as e:
        return "lookup " + type(e).__name__
    except Exception as e:
        return "other " + repr(e)
    else:
        return "fine " + repr(value)
print(attempt(lambda: 1 / 0))
print(attempt(lambda: {}["k"]))
print(attempt(lambda: [][0]))
print(attempt(lambda: int("x")))
print(attempt(lambda: 5))
try:
    raise ValueError("a")
except:
    print("bare")
try:
    try:
        raise KeyError("inner")
    except ValueError:
        print("never")
except LookupError as e:
    print("outer", repr(e))
try:
    pass
except Exception:
    print("never")
else:
    print("else")
types = (ValueError, TypeError)
try:
    raise TypeError
except types as e:
    print(repr(e))
try:
    raise ValueError
except Exception as e:
    saved = e
try:
    e
except NameError as error:
    print(error)
print(repr(saved))
