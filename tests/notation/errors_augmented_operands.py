# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented operators name themselves with =.
def attempt(f):
    try:
        print(f(5), end=" ")
        f(None)
    except TypeError as e:
        print(e)
def add(x): x += 1; return x
def sub(x): x -= 1; return x
def mul(x): x *= 2; return x
def div(x): x /= 2; return x
def floor(x): x //= 2; return x
def mod(x): x %= 3; return x
def power(x): x **= 2; return x
def left(x): x <<= 1; return x
def right(x): x >>= 1; return x
def both(x): x &= 4; return x
def either(x): x |= 2; return x
def exclusive(x): x ^= 1; return x
for f in add, sub, mul, div, floor, mod, power, left, right, both, either, exclusive:
    attempt(f)
def matrix(x): x @= 1; return x
attempt(matrix)
def text(x):
    s = "a"
    s += x
attempt(text)
def items(x):
    a = [1]
    a += x
    return a
attempt(items)
def pair(x):
    t = (1,)
    t += x
attempt(pair)
