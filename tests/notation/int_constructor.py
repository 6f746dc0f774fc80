# SPDX-License-Identifier: GPL-3.0-or-later
# int() of numbers and of text in any base.
print(int(), int(5), int(-5), int(3.9), int(-3.9), int(True), int("42"), int(" 42 "), int("-7"), int("+7"),
    int("1_000"), int("007"), int("\t5\n"))
print(int("ff", 16), int("0xff", 16), int("0XFF", 0), int("0b101", 0), int("0o17", 0), int("101", 2),
    int("0b101", 2), int("z", 36), int("Zz", 36), int("-0x1f", 16), int("1_0", 2), int("12", base=3))
print(int(b"12"), int(bytearray(b"34")), int("٣٤"), int("１２"), int(1e20), int(10 ** 30), int("9" * 30),
    int(2.0 ** 70), int(b"ff", 16), int(0.999999))
tests = [
    lambda: int(""), lambda: int("abc"), lambda: int("1.5"), lambda: int("1__0"), lambda: int("_1"),
    lambda: int("1_"), lambda: int("0x10"), lambda: int("12", 2), lambda: int("z", 35), lambda: int("010", 0),
    lambda: int("0", 0), lambda: int("00", 0), lambda: int("1", 1), lambda: int("1", 37),
    lambda: int("1", -1), lambda: int(5, 10), lambda: int(1.5, 10), lambda: int(None), lambda: int([]),
    lambda: int(float("inf")), lambda: int(float("nan")), lambda: int(b"x"), lambda: int("1", "2"),
    lambda: int("it's"), lambda: int("é"), lambda: int("- 1"), lambda: int("--1"), lambda: int("1 2"),
    lambda: int("\0"), lambda: int("5\0"), lambda: int(x=5), lambda: int(base=10), lambda: int("1", 2, 3),
    lambda: int("0b", 0), lambda: int({}), lambda: int("½"), lambda: int("0_7", 0), lambda: int("0x_f", 16),
    lambda: int(" "), lambda: int("x" * 300),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
