# SPDX-License-Identifier: GPL-3.0-or-later
# bytearray: the changes that bytes does not have.
a = bytearray(b"abc")
print(a, repr(a), str(a), len(a), a[0], a[1:], list(a), bytes(a), a == b"abc", a == bytearray(b"abc"),
    b"abc" == a, a + b"d", type(b"x" + a).__name__, type(a + b"x").__name__)
a[0] = 65
a.append(100)
a.extend(b"ef")
a.extend([103])
a.insert(0, 33)
print(a, a.pop(), a.pop(0), a)
a.remove(98)
a.reverse()
print(a, a.count(b"c"), a.find(b"d"), a.upper(), type(a.upper()).__name__, a.copy() is a, a.decode())
a[1:3] = b"XYZ"
a[:0] = [1, 2]
del a[0]
del a[-2:]
a += b"!"
a *= 2
print(a, a.clear(), a)
print(bytearray(), bytearray(3), bytearray([1, 2]), bytearray("é", "utf-8"), bytearray(b"it's"),
    bytearray(b'"'), bytearray.fromhex("ff00"), bytearray(b"a b").split(), b",".join([bytearray(b"x")]),
    bytearray(b"x").join([b"1", b"2"]))
a[:] = b"new"
a[::2] = b"NW"
print(a, bytearray(b"abc")[::-1], bytearray(b"ab") < b"b", 97 in bytearray(b"a"), a.hex(), a.startswith(b"N"),
    a.replace(b"e", b"E"))
tests = [
    lambda: a.append(256), lambda: a.append("x"), lambda: a.append(b"x"), lambda: a.extend("x"),
    lambda: a.extend(5), lambda: a.extend([300]), lambda: a.pop(99), lambda: bytearray().pop(),
    lambda: a.remove(200), lambda: a.insert(0, "x"), lambda: bytearray("x"), lambda: bytearray(-1),
    lambda: hash(a), lambda: a[9], lambda: a + "x", lambda: a["x"], lambda: a.append(-1),
    lambda: a.remove("x"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
def set_item(i, v):
    a[i] = v
for i, v in (0, 256), (0, "x"), (0, b"x"), (9, 1), (slice(0, 1), 5), (slice(0, 1), "x"), (slice(0, 1),
    [300]), ("k", 1), (slice(0, 3, 2), b"x"):
    try:
        set_item(i, v)
        print(a)
    except Exception as e:
        print(type(e).__name__, e)
