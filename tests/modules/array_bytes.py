# Bytes, files, iterators, copies and what pickling asks for.
import array
import copy
import io
import os
import tempfile
from array import _array_reconstructor

numbers = array.array("h", [1, -2, 300])
print(numbers.tobytes(), numbers.tolist(), numbers.buffer_info()[1])
numbers.byteswap()
print(numbers)
numbers.frombytes(b"ab")
numbers.frombytes(memoryview(b"cd"))
print(numbers)

with tempfile.TemporaryFile() as file:
    array.array("d", range(20000)).tofile(file)
    print(file.tell())
    file.seek(0)
    again = array.array("d")
    again.fromfile(file, 19999)
    print(len(again), again[-1])
    try:
        again.fromfile(file, 5)
    except EOFError as error:
        print(error, len(again))
    try:
        again.fromfile(file, -1)
    except ValueError as error:
        print(error)
target = io.BytesIO()
array.array("i", [1, 2]).tofile(target)
print(target.getvalue())
for use in (lambda: numbers.tofile(1), lambda: numbers.fromfile(1, 1), lambda: numbers.fromfile(io.StringIO("ab"), 1)):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
read, write = os.pipe()
with open(write, "wb") as sink:
    array.array("B", b"pipe").tofile(sink)
source = array.array("B")
with open(read, "rb") as stream:
    source.fromfile(stream, 4)
print(source)

steps = iter(array.array("i", [1, 2, 3]))
print(next(steps), steps.__reduce__()[1:])
steps.__setstate__(2)
print(list(steps), steps.__reduce__()[1:], type(steps))
growing = array.array("i", [1])
for number in growing:
    if number < 5:
        growing.append(number + 1)
print(growing)


class Named(array.array):
    pass


named = Named("u", "text")
named.color = "red"
print(named, named.__reduce_ex__(2), named.__reduce_ex__(3)[1:])
print(copy.copy(numbers) == numbers, copy.deepcopy(numbers) is numbers, type(copy.copy(named)))
try:
    numbers.__reduce_ex__("a")
except TypeError as error:
    print(error)
for code in array.typecodes:
    original = array.array(code, "ab" if code == "u" else [1, 2])
    for protocol in 2, 4:
        maker, arguments, state = original.__reduce_ex__(protocol)
        print(arguments, maker(*arguments) == original, state)
formats = [
    ("h", 7, bytes(range(8))), ("I", 0, b"\xff\1"), ("b", 1, b"\xff\1"), ("q", 13, bytes(7) + b"\1"), ("f", 15, bytes.fromhex("3fc00000")),
    ("d", 14, bytes.fromhex("0000c03f")), ("d", 17, bytes.fromhex("3ff8000000000000")), ("u", 19, "aé😀".encode("utf-16-be")), ("u", 18, b"a\0b\0"),
    ("u", 21, "aé😀".encode("utf-32-be")), ("l", 8, b"\1\0\0\0"), ("H", 12, bytes.fromhex("ffffffffffffffff")),
]
for code, number, data in formats:
    try:
        print(code, number, _array_reconstructor(array.array, code, number, data))
    except ValueError as error:
        print(code, number, error)
print(type(_array_reconstructor(Named, "b", 1, b"\1")))
for arguments in (int, "i", 0, b""), (1, "i", 0, b""), (array.array, "x", 0, b""), (array.array, "i", 22, b""), (
        array.array, "i", -1, b""), (array.array, "i", 0, ""), (array.array, "h", 7, bytes(7)), (array.array, "ii", 0, b""):
    try:
        _array_reconstructor(*arguments)
    except Exception as error:
        print(type(error).__name__, error)

no_text = array.array("u")
no_text.frombytes(b"\xff" * 4)
for use in lambda: no_text[0], lambda: str(no_text), lambda: repr([no_text]), no_text.tolist, no_text.tounicode, no_text.pop:
    try:
        print(use())
    except ValueError as error:
        print(error)
print([array.array("b", [1])], f"{array.array('d')}")

from collections.abc import MutableSequence
print(isinstance(numbers, MutableSequence), _array_reconstructor.__module__, array.__name__, array.array.__module__)
