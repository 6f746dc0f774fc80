# SPDX-License-Identifier: GPL-3.0-or-later
# next() of a generator: items, its value at the end, a default, and one that asks itself.
def counts():
    yield 1
    return 5


def told(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, e.args


g = counts()
print(told(next, g), told(next, g), told(next, g), told(next, g, 3))
g = counts()
print(told(next, g, 4), told(next, g, 4), told(next, g, None))


def itself():
    yield next(g)


g = itself()
print(told(next, g), told(next, g))


def stops():
    raise StopIteration(7)
    yield


print(told(next, stops()), told(next, stops(), 8))
