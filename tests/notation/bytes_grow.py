# bytes and bytearray joined by + and += with each other, with what is not bytes, and while someone looks at the memory.
def attempt(what):
    try:
        return what()
    except (TypeError, BufferError) as error:
        return type(error).__name__ + ": " + str(error)


class Own(bytes):
    def __add__(self, other):
        return "own " + str(other)

    def __radd__(self, other):
        return "reflected " + str(other)


def grow(array, by):
    array += by
    return array


print(b"a" + b"b", b"" + b"b", b"a" + b"", b"a" + bytearray(b"b"), bytearray(b"a") + b"b", Own(b"x") + b"y", b"y" + Own(b"x"))
print(attempt(lambda: b"a" + "b"), attempt(lambda: b"a" + 1), attempt(lambda: b"a" + None))
array = bytearray()
same = array
for by in (b"", b"one", bytearray(b"two"), memoryview(b"three"), b"x" * 100, [1, 2], (3,)):
    print(attempt(lambda: grow(array, by)), len(array), array is same)
with memoryview(array) as view:
    print(attempt(lambda: grow(array, b"more")), attempt(lambda: len(grow(array, b""))))
print(attempt(lambda: grow(array, "text")), attempt(lambda: grow(array, array)), attempt(lambda: len(grow(array, Own(b"own")))), len(array))
data = kept = b"kept"
data += b"more"
print(data, kept)
