# SPDX-License-Identifier: GPL-3.0-or-later
# reversed() of everything that has a length and items.
data = bytearray(b"abcdef")
view = memoryview(data)
print(list(reversed(view)), list(reversed(view[1:4])), list(reversed(view[::2])), type(reversed(view)).__name__)
print(list(reversed(memoryview(b""))))
walk = reversed(view)
print(next(walk))
data[4] = 0
print(next(walk), next(walk))
view.release()
for broken in (lambda: next(walk), lambda: reversed(view)):
    try:
        broken()
    except ValueError as e:
        print(e)
for thing in (b"ab", bytearray(b"ab"), "ab", (1, 2), [1, 2], range(3), {1: 2}, {1: 2}.values(), {1, 2}, 5, iter([]), None):
    try:
        print(list(reversed(thing)))
    except TypeError as e:
        print(e)
shrinking = bytearray(b"abc")
walk = reversed(shrinking)
del shrinking[:]
print(list(walk), list(walk))
