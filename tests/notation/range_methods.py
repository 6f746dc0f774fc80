# SPDX-License-Identifier: GPL-3.0-or-later
# range: attributes, membership, index, count, equality, big values.
r = range(2, 20, 3)
print(r, range(5), range(1, 5), range(0, 5, 1), range(5, 0, -1), range(0), range(-3))
print(list(r), len(r), r[0], r[-1], r[1:3], r.start, r.stop, r.step, r.index(8), r.count(8), r.count(9),
    8 in r, 9 in r, 8.0 in r, "x" in r)
print(list(range(5, 0, -2)), list(range(0, -5, -1)), list(range(3, 3)), list(reversed(r)), bool(range(0)),
    bool(range(1)), sum(range(101)), max(range(5)))
print(range(0, 5) == range(5), range(0, 3, 2) == range(0, 4, 2), range(0) == range(2, 1),
    range(3) == [0, 1, 2], hash(range(3)) == hash(range(0, 3)))
big = range(10 ** 20, 10 ** 20 + 5)
print(big, len(big), big[2], 10 ** 20 + 3 in big, list(big)[-1], big.index(10 ** 20 + 1),
    range(10 ** 30)[10 ** 29], range(True, 3))
tests = [
    lambda: range(), lambda: range(1, 2, 0), lambda: range("x"), lambda: range(1.5),
    lambda: range(1, 2, 3, 4), lambda: r[99], lambda: r["x"], lambda: r.index(9),
    lambda: len(range(10 ** 30)), lambda: r + r, lambda: range(None), lambda: range(x=1), lambda: r.append(1),
    lambda: r < r, lambda: range(3).index("x"), lambda: range(3)[10 ** 30],
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
try:
    r[0] = 1
except TypeError as e:
    print(e)
try:
    r.start = 5
except AttributeError as e:
    print(e)
