# SPDX-License-Identifier: GPL-3.0-or-later
# del of names, items, slices, attributes.
x = 1
del x
try:
    x
except NameError as e:
    print(e)
a = [0, 1, 2, 3, 4]
del a[0]
del a[-1]
del a[0:2]
print(a)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
class C:
    pass
c = C()
c.x = 1
del c.x
print(hasattr(c, "x"))
p, q, r = 1, 2, 3
del p, (q, [r])
try:
    r
except NameError as e:
    print(e)
def f():
    y = 1
    del y
    return y
try:
    f()
except UnboundLocalError as e:
    print(e)
for bad in range(5):
    try:
        if bad == 0:
            del d["zz"]
        elif bad == 1:
            del a[9]
        elif bad == 2:
            del c.nope
        elif bad == 3:
            del "abc"[0]
        else:
            del (1, 2)[0]
    except Exception as e:
        print(type(e).__name__, e)
