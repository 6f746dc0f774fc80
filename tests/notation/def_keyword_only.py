# SPDX-License-Identifier: GPL-3.0-or-later
# Parameters after * are keyword-only.
def f(a, *, b, c=3):
    return a, b, c
print(f(1, b=2), f(1, c=5, b=4), f(b=1, a=0))
def g(*args, key=None, **rest):
    return args, key, rest
print(g(), g(1, 2, key=3), g(1, other=2), g(*[1], **{"key": 5, "z": 6}))
def h(*, x):
    return x
print(h(x=1))
for case in range(5):
    try:
        if case == 0:
            f(1)
        elif case == 1:
            f(1, 2)
        elif case == 2:
            f(1, 2, b=3)
        elif case == 3:
            h()
        else:
            h(1)
    except TypeError as e:
        print(e)
print(f.__kwdefaults__, h.__kwdefaults__)
