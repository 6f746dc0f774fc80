# SPDX-License-Identifier: GPL-3.0-or-later
# memoryview over bytes and bytearray.
m = memoryview(b"abcdef")
print(len(m), m[0], m[-1], bytes(m[1:3]), m[1:3].tobytes(), m.tolist(), m.nbytes, m.readonly, m.itemsize,
    m.format, m == b"abcdef", list(m[::-2]))
b = bytearray(b"abcdef")
w = memoryview(b)
w[0] = 65
w[1:3] = b"XY"
print(b, w.readonly, bytes(w), w[2:].tobytes(), w.hex(), 65 in w)
try:
    b.append(1)
except BufferError as e:
    print(e)
w.release()
b.append(33)
print(b)
tests = [
    lambda: memoryview("x"), lambda: memoryview(5), lambda: m[9], lambda: m["x"], lambda: w[0],
    lambda: memoryview(),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
try:
    m[0] = 1
except TypeError as e:
    print(e)
with memoryview(b) as v:
    print(v[0], b"".join([v, b"!"]))
