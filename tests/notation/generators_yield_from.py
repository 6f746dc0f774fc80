# SPDX-License-Identifier: GPL-3.0-or-later
# yield from delegates, and gives back what the inner one returns.
def inner():
    yield 1
    yield 2
    return "inner result"
def outer():
    result = yield from inner()
    print("got", result)
    yield from [3, 4]
    yield from "ab"
    yield from range(2)
print(list(outer()))
def tree(node):
    if isinstance(node, list):
        for child in node:
            yield from tree(child)
    else:
        yield node
print(list(tree([1, [2, [3, 4]], [[5]]])))
def chain(*parts):
    for p in parts:
        yield from p
print(list(chain([1], (2,), {3: 0})))
def bad():
    yield from 5
try:
    list(bad())
except TypeError as e:
    print(e)
