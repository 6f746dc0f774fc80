# SPDX-License-Identifier: GPL-3.0-or-later
# Tuples: with and without parentheses, of one, empty, nested.
print((), (1,), (1, 2), (1, 2,))
a = 1,
b = 1, 2
c = ()
print(a, b, c, type(a), len(b))
print((1), type((1)), type((1,)))
print(((1, 2), (3,), ()), (("a",),))
print((1, "two", 3.0, None, b"five"))
print(1, *(2, 3), *[4])
t = (*range(3), *"ab")
print(t)
x = *a, *b
print(x)
print((lambda: 1,)[0](), (1, 2)[1])
for i in 1, 2, 3:
    print(i, end=" ")
print()
