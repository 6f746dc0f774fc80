# SPDX-License-Identifier: GPL-3.0-or-later
# + * == in, item assignment, and aliasing through *.
print([1] + [2], [1, 2] * 2, 2 * [0], [1] * 0, [1] * -5, [] + [], [[]] * 2)
a = [[0] * 2] * 2
a[0][0] = 1
print(a)
b = [1, 2, 3]
b[0] = "x"
b[-1] = b[1]
print(b, len(b), bool(b), bool([]), 2 in b)
c = b
c += [5]
print(b is c, b)
c = c + [6]
print(b is c, len(b), len(c))
b *= 2
print(b)
b[1], b[0] = b[0], b[1]
print(b)
for i, x in enumerate(b):
    b[i] = str(x)
print(b)
def change(items):
    items.append("changed")
change(b)
print(b[-1], b == list(b), b is list(b))
for bad in range(4):
    try:
        if bad == 0:
            b[99] = 1
        elif bad == 1:
            b["x"] = 1
        elif bad == 2:
            b += 5
        else:
            del b[99]
    except Exception as e:
        print(type(e).__name__, e)
