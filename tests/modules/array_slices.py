# Slices read, assigned and deleted in every form; what changes length while it is exported is refused.
from array import array
import itertools

bounds = [None, 0, 1, 3, 7, -1, -2, -8]
steps = [None, 1, 2, 3, -1, -2]
for start, stop, step in itertools.product(bounds, bounds, steps):
    part = slice(start, stop, step)
    numbers = array("h", range(6))
    line = [list(numbers[part])]
    del numbers[part]
    line.append(list(numbers))
    for more in [], [9], [7, 8, 9]:
        numbers = array("h", range(6))
        try:
            numbers[part] = array("h", more)
            line.append(list(numbers))
        except ValueError as error:
            line.append(str(error))
    print(part, line)

numbers = array("i", [1, 2, 3])
numbers[1:2] = numbers
print(numbers)
numbers[::-1] = numbers
print(numbers)
numbers += numbers
numbers *= 2
print(numbers, numbers.pop(), numbers.pop(0), numbers.pop(-2))
numbers.reverse()
numbers.insert(-100, 5)
numbers.insert(100, 6)
print(numbers.tolist())

view = memoryview(numbers)
print(view.format, view.itemsize, view.nbytes, view.shape, view.strides, view.readonly, view[1], view[1:3].tolist())
view[0] = -3
view[2:4] = array("i", [70, 80])
print(numbers[:5], view[::3].tolist(), view[::-1][0], view[::2].strides, view[::2].contiguous)


class Negative:
    def __index__(self):
        return -1


print(numbers[Negative()], numbers[Negative():], view[Negative()])
changes = [
    lambda: numbers.append(1), lambda: numbers.extend([1]), lambda: numbers.pop(), lambda: numbers.frombytes(b"1234"),
    lambda: numbers.__delitem__(0), lambda: numbers.__delitem__(slice(None, None, 2)), lambda: numbers.remove(6),
    lambda: numbers.__setitem__(slice(0, 1), array("i", [1, 2])), lambda: numbers.__imul__(2), lambda: numbers.insert(0, 1),
]
for change in changes:
    try:
        change()
    except BufferError as error:
        print(error)
numbers[0:2] = array("i", [4, 5])
numbers.extend([])
for wrong in 2**31, "a", 1.5, None:
    try:
        view[0] = wrong
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    view[0:2] = b"12345678"
except ValueError as error:
    print(error)
view.release()
numbers.append(1)
print(len(numbers))

for code in "bBhHiIlLqQfd":
    view = memoryview(array(code, [1, 2, 3]))
    view[1] = 100
    view[::2] = memoryview(array(code, [8, 9]))
    print(code, view.format, view.tolist(), view == array(code, [8, 100, 9]), view == array("d", [8, 100, 9]))
    print(view.cast("B").nbytes, bytes(view).hex(), view.toreadonly().readonly)
characters = memoryview(array("u", "añ"))
print(characters.format, characters.itemsize, characters.tobytes())
for use in lambda: characters[0], characters.tolist:
    try:
        use()
    except NotImplementedError as error:
        print(error)
print(bytes(array("H", [1, 2])), b"".join([array("B", b"ab"), b"c"]), bytearray(array("B", b"xy")))
print(b"abc".find(array("B", b"c")), int.from_bytes(array("B", [1, 0]), "big"))
