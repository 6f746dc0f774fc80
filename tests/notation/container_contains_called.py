# SPDX-License-Identifier: GPL-3.0-or-later
# __contains__ called as a method, of every container, with every kind of item.
class Index:
    def __index__(self):
        return 97
class Sub(bytes):
    pass
class SubList(list):
    pass
containers = (b"abc", bytearray(b"abc"), "abc", [1, "a"], (1, "a"), {1: 2}, {1, "a"}, frozenset([1]), range(3), {1: 2}.keys(),
              {1: 2}.items(), Sub(b"abc"), SubList([1]))
items = (97, 256, -1, b"a", "a", bytearray(b"bc"), memoryview(b"c"), None, range(3), [], (1, 2), 1.0, Index(), 10 ** 30, {1}, ...)
for container in containers:
    for item in items:
        for ask in (lambda: item in container, lambda: container.__contains__(item), lambda: type(container).__contains__(container, item)):
            try:
                print(ask(), end=" ")
            except (TypeError, ValueError) as e:
                print(type(e).__name__, e, end=" ")
        print()
