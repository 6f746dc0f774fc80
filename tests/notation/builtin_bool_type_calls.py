# SPDX-License-Identifier: GPL-3.0-or-later
# bool(), list(), tuple() and object() as functions.
print(bool(), bool(0), bool(0.0), bool(""), bool("False"), bool([]), bool([0]), bool({}), bool(set()),
    bool(None), bool(b""), bool(b"\0"), bool(range(0)), bool(object()), bool(len), bool(-1), bool(()),
    bool(...))
print(list(), list("ab"), list((1,)), list({1: 2}), list(range(3)), list(b"a"), list([1]) == [1], list({1}),
    list(zip("a", "b")), list(map(str, [1])))
a = [1]
print(list(a) is a, tuple([1]), tuple(), tuple("ab"), list(tuple(a)))
for f in [
    lambda: bool(1, 2), lambda: bool(x=1), lambda: list(1), lambda: tuple(None), lambda: list(iterable=[]),
    lambda: tuple(x=1), lambda: object(1), lambda: type(None)(5), lambda: type(...)(1), lambda: list(1.5),
    lambda: tuple(True),
]:
    try:
        print(f())
    except TypeError as e:
        print(e)
print(type(None)(), type(...)(), bool.__name__, list.__name__, True.__class__)
