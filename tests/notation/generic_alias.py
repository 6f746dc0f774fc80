# SPDX-License-Identifier: GPL-3.0-or-later
# list[int] and its kin: what they show, hold and do.
print(list[int], dict[str, int], tuple[int, ...], set[int], frozenset[str], type[int])
print(list[list[int]], dict[str, list[int]], tuple[()], tuple[int], list[None], list["x"])
a = list[int]
print(a.__origin__, a.__args__, a.__parameters__)
print(a([1, 2]), dict[str, int](a=1), tuple[int, ...]((1, 2)))
print(a == list[int], a == list[str], a == list, hash(a) == hash(list[int]))
def f(x: list[int], y: dict[str, int] = {}) -> tuple[int, ...]:
    z: list[bytes] = []
    return (1,)
print(f.__annotations__)
print(type(a), type(a).__name__)
print(a.append, a.__name__, a.__class__)
