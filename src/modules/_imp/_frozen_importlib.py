# SPDX-License-Identifier: GPL-3.0-or-later
# Python's own importlib._bootstrap, under the name that importlib's own __init__ looks for: this module becomes it.
import _imp
import sys


def _library_code(name):
    """The code of a module of Python's library, which nobody has imported."""
    if _imp._find_carried(name) is not None:
        return _imp._get_carried(name)
    if _imp._find_packed(name) is not None:
        return _imp._get_packed(name, f"<frozen {name}>")
    for folder in sys.path:
        path = f"{folder}/{name.replace('.', '/')}.py"
        try:
            with open(path, "rb") as file:
                text = file.read()
        except OSError:
            continue
        return compile(text, f"<frozen {name}>", "exec")
    raise ModuleNotFoundError(f"No module named 'importlib'{_imp._lacking('import', 'importlib')}", name="importlib")


class _Warnings:
    """For who has no module _warnings: Python's own warnings, once something is warned of."""

    def warn(self, message, category=None, stacklevel=1):
        import warnings
        warnings.warn(message, category, stacklevel + 1)


class _Reference:
    """For who has no module _weakref: a reference that keeps what it names."""

    def ref(self, value, callback=None):
        return lambda: value


_import = __import__ # Python's module brings one of its own


def _borrow(name, otherwise):
    try:
        return _import(name)
    except ImportError:
        return otherwise


exec(_library_code("importlib._bootstrap"), globals())
_thread = _borrow("_thread", None)
_weakref = _borrow("_weakref", _Reference())
_warnings = _borrow("_warnings", _Warnings())


class _NotFound(str):
    """The text of the error, with what causette says of a module that Python has."""

    def format(self, name):
        return super().format(name) + _imp._lacking("import", name)


_ERR_MSG = _NotFound(_ERR_MSG)
