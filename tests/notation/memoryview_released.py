# SPDX-License-Identifier: GPL-3.0-or-later
# A view that is released while one of its items is asked for, and what a released one still tells.
def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __index__(self):
        m.release()
        return 4


class Float:
    def __float__(self):
        m.release()
        return 4.25


class Bool:
    def __bool__(self):
        m.release()
        return True


def view(format="B", shape=None):
    global m
    m = memoryview(bytearray(b"\xff" * 64))
    m = m.cast(format, shape) if shape else m.cast(format)
    return m


def put(m, key, value):
    m[key] = value


show(lambda: view()[Index()])
show(lambda: list(view()[:Index()]))
show(lambda: list(view()[Index():8]))
show(lambda: view("B", [32, 2])[Index(), 0])
show(lambda: view("B", [2, 32])[0, Index()])
show(lambda: put(view(), Index(), 42))
show(lambda: put(view(), slice(Index()), b"spam"))
show(lambda: put(view("B", [32, 2]), (Index(), 0), 42))
show(lambda: put(view("B", [2, 32]), (0, Index()), 42))
show(lambda: put(view(), 0, Index()))
show(lambda: put(view("i", [4, 4]), (1, 1), Index()))
for format in "bhilqnBHILQN":
    show(lambda: put(view(format), 0, Index()))
show(lambda: put(view("f"), 0, Float()))
show(lambda: put(view("d"), 0, Float()))
show(lambda: put(view("?"), 0, Bool()))
show(lambda: put(view("c"), 0, Index()))


class Plain:
    def __float__(self):
        return 2.5


v = view("d")
v[0] = Plain()
print(v[0])
show(lambda: put(v, 0, "a"))

v = memoryview(b"abcd")
print(hash(v) == hash(b"abcd"), hash(v[::2]) == hash(b"ac"))
v.release()
print(hash(v) == hash(b"abcd"), v == v, v == memoryview(b"abcd"), v != b"abcd", str(v)[:16])
never = memoryview(b"abcd")
never.release()
for f in (lambda: hash(never), lambda: bytes(v), lambda: bytearray(v), lambda: v.tobytes(), lambda: v.tolist(), lambda: v[0], lambda: v[:], lambda: len(v),
          lambda: v.suboffsets, lambda: v.shape, lambda: v.strides, lambda: v.ndim, lambda: v.cast("B"), lambda: v.hex(), lambda: list(v), lambda: [x for x in v], lambda: v.toreadonly(),
          lambda: hash(memoryview(bytearray(1))), lambda: hash(memoryview(bytearray(1)).toreadonly()), lambda: hash(memoryview(b"abcd").cast("i"))):
    show(f)
print(bytes(memoryview(b"abcdefgh").cast("h")[::-1]), bytearray(memoryview(b"abcd")[::2]), bytes(memoryview(b"abcdef").cast("B", [3, 2])[::2]))
