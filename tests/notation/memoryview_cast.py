# SPDX-License-Identifier: GPL-3.0-or-later
# memoryview.cast("B"), and what it does not take.
def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


data = bytearray(range(8))
m = memoryview(data)
t(lambda: m.cast("B").tolist())
t(lambda: m.cast(format="B").nbytes)
t(lambda: m.cast("@B") == m)
t(lambda: m[2:5].cast("B").tobytes())
t(lambda: m[::2].cast("B"))
t(lambda: m.cast("x"))
t(lambda: m.cast(""))
t(lambda: m.cast("BB"))
t(lambda: m.cast("@"))
t(lambda: m.cast(1))
t(lambda: m.cast())
t(lambda: m.cast("B", [8], 1))
with m as view, view.cast("B") as parts:
    parts[0] = 9
print(data)
