# SPDX-License-Identifier: GPL-3.0-or-later
# What unpacking says when counts or types do not fit.
for value in [1, 2, 3], [1], [], "ab", "abcd", {1: 2}, range(5), iter([1, 2, 3]):
    try:
        a, b = value
        print(a, b)
    except ValueError as e:
        print(e)
for value in 5, None, 1.5, len:
    try:
        a, b = value
    except TypeError as e:
        print(e)
try:
    [a] = 5
except TypeError as e:
    print(e)
try:
    a, (b, c) = 1, 2
except TypeError as e:
    print(e)
try:
    a, (b, c) = 1, (2, 3, 4)
except ValueError as e:
    print(e)
try:
    for a, b in [1, 2]:
        pass
except TypeError as e:
    print(e)
