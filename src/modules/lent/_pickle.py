# SPDX-License-Identifier: GPL-3.0-or-later
"""The classes of Python's pickle. See https://docs.python.org/3.11/library/pickle.html"""
import _lent

_own = _lent.borrow(__name__, "pickle")
from pickle import PickleError, PicklingError, UnpicklingError, dump, dumps


class _Codes(dict):
    def __missing__(self, code):
        shown = chr(code) if 32 <= code < 127 else f"\\x{code:02x}"
        raise UnpicklingError(f"invalid load key, '{shown}'.")


class Pickler(_own._Pickler):
    pass


class Unpickler(_own._Unpickler):
    dispatch = _Codes(_own._Unpickler.dispatch)


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    import io
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return load(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors)


del _own
