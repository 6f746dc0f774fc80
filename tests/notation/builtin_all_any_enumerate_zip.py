# SPDX-License-Identifier: GPL-3.0-or-later
# all, any, enumerate, zip, reversed.
print(all([]), any([]), all([1, 2]), all([1, 0]), any([0, 0]), any([0, 1]), all("a"), any({}),
    all(x for x in [1, 1]), any(x > 3 for x in range(5)))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("x", start=-1)),
    next(enumerate("q")), list(enumerate("ab", 10 ** 20)), list(enumerate(iterable="z")))
print(list(zip()), list(zip("ab")), list(zip("abc", [1, 2])), list(zip("ab", (1, 2), {3: 0, 4: 0})),
    dict(zip("ab", range(5))), list(zip(*[(1, 2), (3, 4)])), list(zip("ab", "cd", strict=True)))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))),
    list(reversed({1: 0, 2: 0})), "".join(reversed("añ€")), list(reversed(b"ab")),
    list(reversed({1: 2}.items())))
z = zip([1, 2, 3], iter([4, 5]))
print(next(z), list(z), list(z))
e = enumerate("ab")
print(next(e), next(e), next(e, "end"), iter(e) is e)
tests = [
    lambda: all(5), lambda: any(), lambda: enumerate(5), lambda: enumerate(), lambda: enumerate([], "x"),
    lambda: zip(5), lambda: zip([], 5), lambda: reversed(5), lambda: reversed({1}), lambda: reversed(),
    lambda: reversed(iter([])), lambda: list(zip([1], [1, 2], strict=True)),
    lambda: list(zip([1, 2], [1], strict=True)), lambda: all([], []), lambda: zip([1], nope=1),
    lambda: list(zip([1, 2], [1], [1], strict=True)), lambda: reversed([], 1), lambda: enumerate([], 1, 2),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
