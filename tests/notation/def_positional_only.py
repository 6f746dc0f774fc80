# SPDX-License-Identifier: GPL-3.0-or-later
# Parameters before / are positional-only.
def f(a, b=2, /, c=3, *, d=4):
    return a, b, c, d
print(f(1), f(1, 5), f(1, 5, 6), f(1, c=7, d=8))
def g(a, /, **rest):
    return a, rest
print(g(1), g(1, a=2, b=3))
def h(a, /):
    return a
print(h(5), (lambda x, /, y: (x, y))(1, y=2))
for case in range(4):
    try:
        if case == 0:
            f(a=1)
        elif case == 1:
            h(a=1)
        elif case == 2:
            f()
        else:
            f(1, b=2)
    except TypeError as e:
        print(e)
