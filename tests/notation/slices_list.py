# SPDX-License-Identifier: GPL-3.0-or-later
# Slices of lists with every kind of bound.
a = [0, 1, 2, 3, 4, 5]
print(a[1:3], a[:3], a[3:], a[:], a[-2:], a[:-2], a[-4:-2])
print(a[::2], a[1::2], a[::-1], a[::-2], a[4:1:-1], a[1:4:-1], a[-1:-4:-1])
print(a[10:], a[:10], a[-10:2], a[3:2], a[2:2], a[100::-1], a[:-100:-1])
print(a[None:None:None], a[None:2], a[True:3])
print(a[::10 ** 20], a[-10 ** 30:10 ** 30])
b = a[:]
b[0] = 99
print(a[0], b[0])
for bad in "a[1:2:0]", "a['x':]", "a[1.0:]":
    try:
        if bad == "a[1:2:0]":
            a[1:2:0]
        elif bad == "a['x':]":
            a['x':]
        else:
            a[1.0:]
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
