# SPDX-License-Identifier: GPL-3.0-or-later
# Modules that CPython has in C beside the same in Python: here Python's own module does all, finds nothing under the other
# name, and lends its classes to whoever else asks for that.
import sys


def borrow(lent, name):
    """The module `name`, for the body of the module `lent` that it would take its classes from."""
    frame = sys._getframe(1)
    while frame is not None and frame.f_globals.get("__name__") != name:
        frame = frame.f_back
    if frame is not None and frame.f_code.co_name == "<module>":
        raise ImportError(f"{name} is to keep its own classes")
    own = sys.modules.pop(lent)  # the other asks for it anew
    try:
        return __import__(name)
    finally:
        sys.modules[lent] = own
