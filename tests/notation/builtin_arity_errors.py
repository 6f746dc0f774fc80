# SPDX-License-Identifier: GPL-3.0-or-later
# Wrong counts for built-in functions, in CPython's several wordings.
tests = [
    lambda: len(), lambda: len(1, 2), lambda: repr(), lambda: repr(1, 2), lambda: hash(), lambda: id(1, 2),
    lambda: callable(1, 2), lambda: isinstance(1), lambda: issubclass(1, 2, 3), lambda: getattr(1),
    lambda: setattr(1, 2), lambda: hasattr(1), lambda: iter(), lambda: next(), lambda: ord(1, 2),
    lambda: chr(1, 2), lambda: divmod(1), lambda: pow(1), lambda: round(), lambda: sum(), lambda: sorted(),
    lambda: min(), lambda: max(), lambda: abs(1, 2), lambda: all(1, 2), lambda: any(), lambda: bin(),
    lambda: format(), lambda: globals(1), lambda: locals(1), lambda: dir(1, 2), lambda: vars(1, 2),
    lambda: zip(1), lambda: enumerate(), lambda: range(), lambda: slice(), lambda: slice(1, 2, 3, 4),
    lambda: super(1, 2, 3), lambda: len(x=1), lambda: abs(x=1), lambda: ord(c="a"), lambda: repr(obj=1),
    lambda: isinstance(obj=1, cls=2), lambda: getattr(object=1, name="x"), lambda: iter(x=[]),
    lambda: hash(x=1), lambda: chr(i=1), lambda: divmod(a=1, b=2), lambda: staticmethod(),
    lambda: classmethod(1, 2), lambda: property(1, 2, 3, 4, 5), lambda: callable(x=1), lambda: delattr(1),
    lambda: memoryview(), lambda: float(1, 2), lambda: frozenset(1, 2), lambda: bytes(1, 2, 3, 4),
    lambda: any(x=[]),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
