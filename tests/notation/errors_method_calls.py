# SPDX-License-Identifier: GPL-3.0-or-later
# Methods called through their type with the wrong self.
tests = [
    lambda: str.upper(), lambda: str.upper(5), lambda: list.append([]), lambda: list.append(5, 1),
    lambda: dict.get(5, 1), lambda: int.bit_length("x"), lambda: set.add([], 1), lambda: bytes.decode("x"),
    lambda: str.join(5, []), lambda: tuple.count([], 1), lambda: float.is_integer(5), lambda: "a".upper(1),
    lambda: "a".upper(x=1), lambda: [].append(), lambda: [].append(1, 2), lambda: [].append(object=1),
    lambda: {}.get(), lambda: {}.keys(1), lambda: "a".split(sep=5), lambda: "a".join(), lambda: "a".encode(1),
    lambda: "a".replace("b", "c", 1, 2), lambda: "a".center(), lambda: [].sort(5), lambda: [].pop(1, 2),
    lambda: {}.items(x=1), lambda: "".format_map(), lambda: "a".find(), lambda: "abc".count("a", "b"),
    lambda: b"".hex(1, 2, 3), lambda: "a".splitlines(1, 2), lambda: (1).bit_length(2), lambda: [].insert(1),
    lambda: [].extend(), lambda: {}.update(1, 2), lambda: {}.setdefault(), lambda: {1}.union(1),
    lambda: "x".startswith(), lambda: "x".expandtabs("y"), lambda: "x".zfill(1, 2), lambda: "x".translate(),
    lambda: [].index(), lambda: [].count(1, 2), lambda: {}.popitem(1), lambda: {}.pop(),
    lambda: "x".isalpha(1),
]
for test in tests:
    try:
        print(test())
    except TypeError as e:
        print(e)
