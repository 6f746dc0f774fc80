# SPDX-License-Identifier: GPL-3.0-or-later
# Augmented assignment of every operator, on names, items and attributes.
x = 10
x += 5
print(x)
x -= 3
print(x)
x *= 2
print(x)
x //= 5
print(x)
x **= 3
print(x)
x %= 50
print(x)
x <<= 4
print(x)
x >>= 2
print(x)
x |= 3
print(x)
x &= 60
print(x)
x ^= 255
print(x)
x /= 2
print(x)
a = [1, 2]
b = a
a += [3]
a += "xy"
a *= 2
print(a, b is a)
a = a + [4]
print(b is a)
d = {"n": 1}
d["n"] += 1
d["n"] *= 10
print(d)
s = "ab"
s += "c"
s *= 2
print(s)
t = (1,)
t += (2,)
print(t)
