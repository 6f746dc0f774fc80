# SPDX-License-Identifier: GPL-3.0-or-later
# abs, divmod, sum, min, max.
print(abs(-5), abs(5), abs(-2.5), abs(True), abs(-10 ** 30), abs(-0.0), divmod(17, 5), divmod(-17, 5),
    divmod(17.5, 5), divmod(2 ** 70, 1000))
print(sum([1, 2, 3]), sum([]), sum([1.5, 2]), sum([0.1] * 10), sum(range(10), 100), sum([[1], [2]], []),
    sum((1, 2), start=5), sum([True, True]), sum([10 ** 30, 1]), sum({1: 2, 3: 4}))
print(min(3, 1, 2), max(3, 1, 2), min([3, 1]), max("hello"), min("b", "a"), max([1], [2], [0]), max(1, 1.0),
    max(1.0, 1), min([], default="none"), max((), default=None), max([5], default=0))
print(max(["aa", "b", "cccc"], key=len), min(["aa", "b"], key=len), max(-5, 3, key=abs),
    max({"a": 1, "b": 5}, key={"a": 1, "b": 5}.get), min(1, 2, key=lambda x: -x), max([(1, "b"), (1, "a")]),
    min(x for x in [3, 2]))
tests = [
    lambda: abs("x"), lambda: abs(None), lambda: abs(), lambda: abs(1, 2), lambda: divmod(1),
    lambda: divmod(1, 0), lambda: divmod("a", 1), lambda: sum(5), lambda: sum(["a"]), lambda: sum(["a"], ""),
    lambda: sum([b""], b""), lambda: sum(), lambda: sum([1], 2, 3), lambda: sum([[1]]), lambda: min(),
    lambda: min(5), lambda: max([]), lambda: max(1, "a"), lambda: max([1, "a"]), lambda: max(1, 2, default=3),
    lambda: max([1], key=5), lambda: max([1, 2], key=lambda: 1), lambda: min([1], nope=2), lambda: max(None),
    lambda: min(()), lambda: sum("ab"), lambda: sum([None]), lambda: sum([1], bytearray()),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
