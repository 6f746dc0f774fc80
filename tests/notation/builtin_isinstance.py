# SPDX-License-Identifier: GPL-3.0-or-later
# isinstance and issubclass, with tuples and unions.
class A: pass
class B(A): pass
print(isinstance(5, int), isinstance(True, int), isinstance(5, float), isinstance("x", (int, str)),
    isinstance(B(), A), isinstance(A(), B), isinstance(5, object), isinstance(int, type),
    isinstance(None, type(None)), isinstance(5, ()))
print(issubclass(B, A), issubclass(A, B), issubclass(A, A), issubclass(bool, int),
    issubclass(int, (str, object)), issubclass(B, (int, (str, A))), isinstance([], (tuple, (set, list))),
    issubclass(type, object))
tests = [
    lambda: isinstance(5, 5), lambda: isinstance(5, "int"), lambda: isinstance(5),
    lambda: isinstance(5, (int, 5)), lambda: isinstance("x", (int, 5)), lambda: issubclass(5, int),
    lambda: issubclass(int, 5), lambda: issubclass(int), lambda: isinstance(), lambda: isinstance(5, [int]),
    lambda: isinstance(5, None), lambda: issubclass("x", str),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
