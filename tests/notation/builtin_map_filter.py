# SPDX-License-Identifier: GPL-3.0-or-later
# map and filter are lazy.
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])), list(map(int, "123")),
    list(filter(None, [0, 1, "", "a"])), list(filter(lambda x: x % 2, range(6))), list(map(len, ["a", "bb"])),
    list(map(max, [1, 5], [3, 2])))
def show(x):
    print("call", x)
    return x
m = map(show, [1, 2, 3])
print("made")
print(next(m))
print(list(m), list(m))
f = filter(show, [0, 1])
print(next(f), next(f, "end"), iter(f) is f)
print(sum(map(abs, [-1, -2])), "-".join(map(str, range(3))), sorted(map(lambda p: p[::-1], ["ab", "ca"])),
    tuple(map(bool, [0, 1])), set(map(str.lower, ["A", "a"])), dict(map(lambda k: (k, 1), "ab")),
    max(map(len, ["a", "bbb"])))
a, b = map(int, "4 2".split())
print(a, b, *map(str.upper, "xy"), [*filter(str.isalpha, "a1b")])
def bad(x):
    raise ValueError(x)
tests = [
    lambda: map(), lambda: map(str), lambda: map(str, 5), lambda: list(map(5, [1])), lambda: filter(None),
    lambda: filter(None, 5), lambda: list(filter(5, [1])), lambda: list(map(bad, [7])),
    lambda: list(map(lambda: 1, [1])), lambda: list(map(None, [1])), lambda: filter(),
    lambda: list(map(lambda a: a, [1], [2])),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
