# to_bytes and from_bytes of each length from 0 to 9 bytes, both orders, with and without a sign, at the limits.
def attempt(what):
    try:
        return what()
    except OverflowError as error:
        return str(error)


for count in range(10):
    for value in (0, 1, -1, 127, 128, -128, -129, 255, 256, 2 ** (8 * count) - 1, 2 ** (8 * count), 2 ** (8 * count) // 2 - 1,
                  2 ** (8 * count) // 2, -(2 ** (8 * count) // 2), -(2 ** (8 * count) // 2) - 1, True):
        told = [attempt(lambda: value.to_bytes(count, order, signed=signed)) for order in ("big", "little") for signed in (False, True)]
        print(count, value, *told)
for count in range(10):
    for data in (bytes(count), b"\xff" * count, b"\x7f" + b"\xff" * count, b"\x80" + bytes(count), bytes(range(1, count + 1))):
        print(data, [int.from_bytes(data, order, signed=signed) for order in ("big", "little") for signed in (False, True)])
print(int.from_bytes([1, 2, 3]), int.from_bytes(bytearray(b"\1\2"), "little"), (5).to_bytes(), int.from_bytes(b"\1", byteorder="big"))
