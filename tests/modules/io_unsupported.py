# SPDX-License-Identifier: GPL-3.0-or-later
"""io.UnsupportedOperation is an OSError and a ValueError."""
import _io

print([base.__name__ for base in _io.UnsupportedOperation.__mro__], _io.UnsupportedOperation.__bases__)
for kind in OSError, ValueError, _io.UnsupportedOperation:
    try:
        open("/dev/null").write("x")
    except kind as error:
        print(kind.__name__, type(error).__name__, error, error.args, error.errno)
try:
    raise _io.UnsupportedOperation(2, "text", "file")
except ValueError as error:
    print(repr(error), error, error.errno, error.filename)
