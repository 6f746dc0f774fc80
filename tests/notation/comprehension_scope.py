# SPDX-License-Identifier: GPL-3.0-or-later
# The first iterable is evaluated outside, the rest inside.
class C:
    n = 3
    try:
        items = [n for _ in range(2)]
    except NameError as e:
        print(e)
    from_first = [x for x in range(n)]
print(C.from_first)
def outer():
    x = 1
    def inner():
        return [x + y for y in range(2)]
    x = 10
    return inner()
print(outer())
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])
late = [lambda: i for i in range(3)]
print([f() for f in late])
print([[i for i in range(i)] for i in range(3)])
print([last := i * 2 for i in range(3)], last)
def collect():
    [keep := i for i in range(4)]
    return keep
print(collect())
try:
    i
except NameError as e:
    print(e)
print([x for x in [y for y in range(3)] if x])
