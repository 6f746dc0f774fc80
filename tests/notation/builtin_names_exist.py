# SPDX-License-Identifier: GPL-3.0-or-later
# The built-in functions and types, one by one.
functions = [abs, all, any, ascii, bin, callable, chr, delattr, dir, divmod, format, getattr, globals,
    hasattr, hash, hex, id, input, isinstance, issubclass, iter, len, locals, max, min, next, oct, ord, pow,
    print, repr, round, setattr, sorted, sum, vars]
for f in functions:
    print(f.__name__, f, callable(f), type(f).__name__)
types = [bool, bytearray, bytes, classmethod, dict, enumerate, filter, float, frozenset, int, list, map,
    memoryview, object, property, range, reversed, set, slice, staticmethod, str, super, tuple, type, zip]
for t in types:
    print(t.__name__, t, callable(t), type(t).__name__)
print(__name__, NotImplemented, Ellipsis)
