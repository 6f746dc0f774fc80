# SPDX-License-Identifier: GPL-3.0-or-later
# Slices of str, bytes, tuple and range keep the type.
s = "héllo wörld"
print(s[1:4], s[::-1], s[-5:], s[:0] == "", s[::3], s[8:2:-2])
b = b"abcdef"
print(b[1:3], b[::-1], b[::2], b[10:], b[0], b[0:1])
t = (1, 2, 3, 4)
print(t[1:3], t[::-1], t[:1], t[4:], t[-3:-1])
r = range(10)
print(r[2:5], r[::2], r[::-1], r[5:2], r[-3:], r[2:8:3], list(r[8:2:-2]))
print(range(0, 20, 3)[1:4], range(0, 20, 3)[-2])
ba = bytearray(b"abcdef")
print(ba[1:3], ba[::-1], ba[5])
print("abc"[0], "abc"[-1], "\U0001F600x"[0], "\U0001F600x"[1])
print(slice(1, 2), slice(5), slice(1, 10, 2), slice(None))
print(slice(1, 10, 2).indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10))
sl = slice(1, 4)
print(s[sl], b[sl], t[sl], sl.start, sl.stop, sl.step)
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 3))
