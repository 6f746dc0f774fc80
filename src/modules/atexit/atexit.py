# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions to be called when the program ends, the last one first.

See https://docs.python.org/3.11/library/atexit.html
"""
import sys as _sys

_functions = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _functions.append((func, args, kwargs))
    return func


def unregister(func, /):
    for i, entry in enumerate(_functions):
        if entry is not None and entry[0] == func:
            _functions[i] = None


def _clear():
    _functions.clear()


def _ncallbacks():
    return len(_functions)


def _run_exitfuncs():
    for i in range(len(_functions) - 1, -1, -1):  # what is registered meanwhile comes too late
        if _functions[i] is None:
            continue
        func, args, kwargs = _functions[i]
        _functions[i] = None
        try:
            func(*args, **kwargs)
        except SystemExit:
            pass
        except BaseException as error:
            print(f"Exception ignored in atexit callback: {func!r}", file=_sys.stderr, flush=True)
            _sys.excepthook(type(error), error, error.__traceback__)
    _functions.clear()
