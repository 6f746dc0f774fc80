# SPDX-License-Identifier: GPL-3.0-or-later
# chr, ord, bin, oct, hex, ascii.
print(chr(65), chr(233), chr(8364), ascii(chr(0x1F600)), repr(chr(0)), ascii(chr(0xd800)),
    ascii(chr(0x10ffff)), ord("A"), ord("é"), ord("\U0001F600"), ord(b"a"), ord(bytearray(b"b")), ord("\0"))
print(bin(5), bin(-5), bin(0), oct(8), oct(-8), oct(0), hex(255), hex(-255), hex(0), bin(True), hex(2 ** 70),
    bin(2 ** 65), oct(10 ** 20))
print(ascii("é"), ascii("a\n"), ascii([1, "ü"]), ascii("\U0001F600"), ascii("it's"), ascii(b"x"), ascii(None),
    ascii({"é": "ñ"}))
tests = [
    lambda: chr(-1), lambda: chr(0x110000), lambda: chr("x"), lambda: chr(1.5), lambda: chr(10 ** 20),
    lambda: chr(), lambda: chr(-10 ** 20), lambda: ord(""), lambda: ord("ab"), lambda: ord(5),
    lambda: ord(b""), lambda: ord(b"ab"), lambda: ord(), lambda: ord(None), lambda: ord([1]),
    lambda: bin(1.5), lambda: bin("5"), lambda: oct(None), lambda: hex("x"), lambda: hex(), lambda: bin(1, 2),
    lambda: ascii(), lambda: hex(1.0), lambda: ord(bytearray()),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
