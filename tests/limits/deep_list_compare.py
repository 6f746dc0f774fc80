# SPDX-License-Identifier: GPL-3.0-or-later
# Comparing very deep containers raises RecursionError.
def nest(n, make):
    x = make(None)
    for _ in range(n):
        x = make(x)
    return x
makers = [lambda x: [x], lambda x: (x,), lambda x: {0: x}]
for make in makers:
    a, b = nest(100, make), nest(100, make)
    print(a == b, a != b)
    a, b = nest(100000, make), nest(100000, make)
    try:
        print(a == b)
    except RecursionError as e:
        print(type(e).__name__, e)
    try:
        print(a != b)
    except RecursionError as e:
        print(type(e).__name__, e)
    print(a == a, [a] == [a], a in [a])
a, b = nest(100000, makers[0]), nest(100000, makers[0])
for test in [lambda: a < b, lambda: [b].index(a), lambda: a in [b], lambda: [a].count(b), lambda: max(a, b)]:
    try:
        print(test())
    except RecursionError as e:
        print(type(e).__name__)
