# SPDX-License-Identifier: GPL-3.0-or-later
"""What _pickle has: pickle's own classes in Python, which here fail as those in C do. pickle must have them by now.
See https://docs.python.org/3.11/library/pickle.html"""
import sys
import types

__name__ = "_pickle"
_own = sys.modules["pickle"]


class PickleError(Exception):
    """Something about pickling is wrong."""


class PicklingError(PickleError):
    """An object cannot be pickled."""


class UnpicklingError(PickleError):
    """This is no pickle, or not a whole one."""


class _Codes(dict):
    def __missing__(self, code):
        shown = chr(code) if 32 <= code < 127 else f"\\x{code:02x}"
        raise UnpicklingError(f"invalid load key, '{shown}'.")


class Pickler(_own._Pickler):
    def save_global(self, obj, name=None):
        try:
            super().save_global(obj, name)
        except (PicklingError, _own.PicklingError) as problem:
            if "it's not found as" not in str(problem):
                raise
            name = name or getattr(obj, "__qualname__", None) or obj.__name__
            if "<locals>" in name.split("."):
                raise AttributeError(f"Can't pickle local object {name!r}") from None
            module = _own.whichmodule(obj, name)
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None

    dispatch = {**_own._Pickler.dispatch, types.FunctionType: save_global}


class Unpickler(_own._Unpickler):
    def load_pop(self):
        if not self.stack and not self.metastack:
            raise UnpicklingError("unpickling stack underflow")
        super().load_pop()

    dispatch = _Codes({**_own._Unpickler.dispatch, _own.POP[0]: load_pop})

    def load(self):
        if not hasattr(self, "_file_read"):
            raise UnpicklingError(f"Unpickler.__init__() was not called by {type(self).__name__}.__init__()")
        frames = self._unframer = _own._Unframer(self._file_read, self._file_readline)
        next_code, next_line = frames.read, frames.readline

        def read(count):
            data = next_code(count)
            if len(data) < count:
                raise UnpicklingError("pickle data was truncated")
            return data

        def readline():
            line = next_line()
            if not line.endswith(b"\n"):
                raise UnpicklingError("pickle data was truncated")
            return line

        def readinto(buffer):
            if frames.readinto(buffer) < len(buffer):
                raise UnpicklingError("pickle data was truncated")

        self.read, self.readline, self.readinto = read, readline, readinto
        self.metastack, self.stack, self.proto = [], [], 0
        self.append = self.stack.append
        dispatch = self.dispatch
        try:
            while code := next_code(1):
                dispatch[code[0]](self)
        except _own._Stop as stop:
            return stop.value
        except IndexError as problem:
            of_pickle = problem.__traceback__.tb_next
            if of_pickle is None or of_pickle.tb_next is not None or self.stack:
                raise  # of a function that the pickle calls
            raise UnpicklingError("unpickling stack underflow") from None
        raise EOFError("Ran out of input")

    def pop_mark(self):
        if not self.metastack:
            raise UnpicklingError("could not find MARK")
        return super().pop_mark()


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    import io
    file = io.BytesIO()
    dump(obj, file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback)
    return file.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    return Unpickler(file, fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    import io
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return load(io.BytesIO(data), fix_imports=fix_imports, buffers=buffers, encoding=encoding, errors=errors)
