# SPDX-License-Identifier: GPL-3.0-or-later
# bytes and bytearray of objects with __index__, some of which change what is being read; and *= in place.
def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class Bad:
    def __index__(self):
        1 / 0


class Clears:
    def __index__(self):
        items.clear()
        return 42


class Grows:
    def __index__(self):
        if len(items) < 100:
            items.append(self)
        return 42


def extended(x):
    array = bytearray(b"a")
    array.extend(x)
    return array


for kind in bytes, bytearray, extended:
    show(lambda: kind([Index(1), 2, Index(255)]))
    show(lambda: kind((Index(1), True)))
    show(lambda: kind(iter([Index(7)])))
    show(lambda: kind([Index(256)]))
    show(lambda: kind([Index(-1), Bad()]))
    show(lambda: kind([Bad()]))
    show(lambda: kind([1, "a"]))
    show(lambda: kind([Index(1), "a"]))
    items = [Clears(), Clears()]
    show(lambda: kind(items))
    items = [Grows()]
    show(lambda: len(kind(items)))
show(lambda: bytes(Bad()))
show(lambda: bytes(Index(3)))


class Sub(bytes):
    pass


class Other(bytes):
    pass


class Gives:
    def __bytes__(self):
        return Other(b"abc")


print(type(bytes(Gives())).__name__, type(Sub(Gives())).__name__, Sub(Gives()))

for make in bytearray, type("B", (bytearray,), {}):
    for times in 3, 1, 0, -1, True, Index(2):
        a = b = make(b"xyz")
        a *= times
        print(a is b, bytes(a), type(a).__name__)
a = bytearray(b"xy")
with memoryview(a):
    show(lambda: a.__imul__(2))
    try:
        a *= 2
    except BufferError as e:
        print(e)
    a *= 1
print(a)

show(lambda: b"abc".hex("\0"))
show(lambda: b"abc".hex(b"\0", 2))
show(lambda: (b"a".__rmod__(b"%s!"), bytearray(b"a").__rmod__(bytearray(b"%s?")), b"a".__rmod__("x"), b"a".__rmod__(1)))
