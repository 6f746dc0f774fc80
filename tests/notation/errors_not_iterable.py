# SPDX-License-Identifier: GPL-3.0-or-later
# Everywhere that something is iterated.
tests = [
    lambda: [x for x in 5], lambda: {x for x in None}, lambda: list(1.5), lambda: tuple(len), lambda: set(5),
    lambda: dict(5), lambda: sorted(True), lambda: sum(5), lambda: min(5), lambda: max(None), lambda: any(5),
    lambda: all(5), lambda: enumerate(5), lambda: zip(5), lambda: map(str, 5), lambda: filter(None, 5),
    lambda: reversed(5), lambda: iter(5), lambda: "".join(5), lambda: [*5], lambda: (*5,), lambda: {*5},
    lambda: {**5}, lambda: print(*5), lambda: len(*5), lambda: print(**5), lambda: [].extend(5),
    lambda: {}.update(5), lambda: set().update(5), lambda: b"".join(5), lambda: bytes(None),
    lambda: bytearray(1.5), lambda: frozenset(5), lambda: dict.fromkeys(5), lambda: 1 in 5, lambda: 1 in None,
    lambda: "a" in 5, lambda: list(5).x, lambda: "a".startswith(5), lambda: str.maketrans(5),
]
for test in tests:
    try:
        test()
        print("ok")
    except TypeError as e:
        print(e)
def loop():
    for x in 5:
        pass
def unpack():
    a, b = 5
def slice_set():
    a = [1]
    a[:] = 5
def star():
    a, *b = None
def add():
    a = []
    a += 5
for f in loop, unpack, slice_set, star, add:
    try:
        f()
    except TypeError as e:
        print(e)
