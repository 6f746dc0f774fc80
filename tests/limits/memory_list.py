# SPDX-License-Identifier: GPL-3.0-or-later
# Lists and tuples that cannot be had.
for n in 1 << 60, (1 << 63) - 1, 1 << 50:
    for test in [
        lambda: [0] * n, lambda: (0,) * n, lambda: [1, 2] * n, lambda: n * [None], lambda: list(range(n)),
        lambda: tuple(range(n)),
    ]:
        try:
            test()
            print("came back")
        except MemoryError as e:
            print(type(e).__name__, str(e) == "", e.args)
for n in 1 << 63, 1 << 70:
    for test in [lambda: [0] * n, lambda: (0,) * n]:
        try:
            test()
        except OverflowError as e:
            print(e)
a = [1, 2, 3]
try:
    a *= 1 << 60
except MemoryError:
    print(a)
try:
    a.extend(range(1 << 60))
except MemoryError:
    print(len(a))
try:
    a[1:2] = range(1 << 60)
except MemoryError:
    print(len(a))
print([] * (1 << 62), () * (1 << 62), [0] * -(1 << 62))
