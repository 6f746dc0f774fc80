# SPDX-License-Identifier: GPL-3.0-or-later
# memoryviews of several dimensions and of none: made by cast, read, written, compared.
import struct


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def facts(m):
    return (m.ndim, m.shape, m.strides, m.suboffsets, m.nbytes, m.itemsize, m.format, m.readonly, m.contiguous, m.c_contiguous,
            m.f_contiguous, len(m))


buffer = bytearray(struct.pack("12i", *range(12)))
for shape in [2, 2, 3], (3, 4), [12], [1, 12], [12, 1], (1, 1, 12):
    m = memoryview(buffer).cast("i", shape=shape)
    print(shape, facts(m), m.tolist())
    print(facts(m[:1]), m[:1].tolist(), facts(m[::-1]), m[::-1].tolist(), bytes(m[::-1]) == m[::-1].tobytes())
    print(m.tobytes("F").hex()[:40], m.tobytes("C") == m.tobytes() == m.tobytes(None) == m.tobytes("A"), m.hex() == buffer.hex())
    print(m == memoryview(buffer).cast("i", shape), m == memoryview(buffer).cast("i"), m[:1] == m, m == m.toreadonly())
    print(facts(m.cast("B")), m.cast("B").tobytes() == bytes(buffer))

m = memoryview(buffer).cast("i", [2, 2, 3])
for key in (0, 0, 0), (1, 1, 2), (-1, -2, -3), (2, 0, 0), (0, 2, 0), (0, 0, -4), (0, 0), (), (0, 0, 0, 0), 0, slice(0, 1), (slice(0, 1),), \
        (slice(0, 1), 0, 0), "a", 1.0, None, ..., (1.0, 1, 1), 2**70, (2**70, 0, 0):
    show(lambda: (key, m[key].tolist() if isinstance(m[key], memoryview) else m[key]))
    show(lambda: m.__setitem__(key, 70))
print(m.tolist())
show(lambda: list(m.cast("B")[:3]))
show(lambda: hash(m.toreadonly()))
show(lambda: m.cast("f"))
show(lambda: m.cast("B", [4, 12]))
show(lambda: hash(memoryview(b"abcd").cast("B", [2, 2])) == hash(b"abcd"))
show(lambda: m.toreadonly().__setitem__((0, 0, 0), 1))

one = memoryview(bytearray(b"x")).cast("B", [])
print(facts(one) if False else (one.ndim, one.shape, one.strides, one.nbytes, one.tolist(), one.tobytes()))
for key in (), ..., 0, (0,), slice(0, 1):
    show(lambda: one[key] if key is not ... else one[key].tolist())
    show(lambda: one.__setitem__(key, 65))
print(one.tobytes(), facts(one.cast("B", [1])))

for arguments in ("B", 3), ("B", "ab"), ("B", [0, 12]), ("B", [-1]), ("B", [5]), ("B", ["a"]), ("B", [2**40, 2**40]), ("B", [1] * 65), \
        ("q", [3, 2]), ("B", (48,)), ("B", None), (b"B",), ("i", [3, 4]), ("@i", [6, 2]), ("<i",), ("", [1]), ("ii", [1]):
    show(lambda: (arguments[0], facts(memoryview(buffer).cast(*arguments))))
for f in (list, tuple, bytes, sum):
    show(lambda: f(memoryview(b"abcd").cast("B", [2, 2])))
    show(lambda: f(memoryview(b"a").cast("B", [])))
for order in "C", "F", "A", None, "X", "CC", 1:
    show(lambda: memoryview(b"abcdef").cast("B", [2, 3]).tobytes(order=order))
show(lambda: [facts(memoryview(b"")), facts(memoryview(b"abcdef")[::-2])])
