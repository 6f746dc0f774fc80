# SPDX-License-Identifier: GPL-3.0-or-later
# bit_length, bit_count, to_bytes, from_bytes and the attributes of int.
for n in 0, 1, -1, 255, 256, -256, 2 ** 64, -2 ** 64 + 1:
    print(n, n.bit_length(), n.bit_count(), n.real, n.imag, n.numerator, n.denominator, n.conjugate())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(2, "big", signed=True),
    (0).to_bytes(1, "big"), (255).to_bytes(), (2 ** 70).to_bytes(9, "big"),
    (5).to_bytes(length=3, byteorder="little"), (0).to_bytes(0, "big"))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\x00\x04", "little"),
    int.from_bytes(b"\xff\xff", "big", signed=True), int.from_bytes([1, 2], "big"),
    int.from_bytes(b"", "big"), int.from_bytes(b"\xff" * 10, "little"),
    int.from_bytes(b"\x80", signed=True, byteorder="big"), int.from_bytes(b"\x01"))
print((5).as_integer_ratio(), True.bit_length(), (10).__add__(5), (5).__class__, int.bit_length(7),
    (3).__pow__(2), (7).__floordiv__(2), (5).__eq__("x"), (5).__lt__(6))
tests = [
    lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"),
    lambda: (128).to_bytes(1, "big", signed=True), lambda: (1).to_bytes(1, "middle"),
    lambda: (1).to_bytes(-1, "big"), lambda: int.from_bytes("x", "big"), lambda: int.from_bytes(5, "big"),
    lambda: int.from_bytes(b"x", "up"), lambda: int.from_bytes([300], "big"), lambda: (5).nope,
    lambda: (1).to_bytes("x", "big"), lambda: (5).bit_length(1), lambda: int.from_bytes(),
    lambda: (1).to_bytes(1, 5),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
