# SPDX-License-Identifier: GPL-3.0-or-later
# bytes: the methods it shares with str.
b = b"hello World"
print(b.upper(), b.lower(), b.title(), b.capitalize(), b.swapcase(), b"a\tb".expandtabs(4), b"5".zfill(3),
    b"-5".zfill(4))
print(b.find(b"o"), b.find(111), b.rfind(b"o"), b.index(b"W"), b.rindex(b"l"), b.count(b"l"), b.count(108),
    b.find(b"zz"), b.find(b"o", 5), b.count(b""))
print(b.startswith(b"he"), b.startswith((b"x", b"h")), b.endswith(b"ld"), b.endswith(b"o", 0, 5), b.split(),
    b.split(b"o"), b.split(b"o", 1), b.rsplit(b"o", 1), b.rsplit(None, 1))
print(b"a,b,,c".split(b","), b" a  b ".split(), b"a\nb\r\nc\rd\x0be".splitlines(), b"a\nb".splitlines(True),
    b.partition(b" "), b.rpartition(b"o"), b.partition(b"zz"))
print(b"  x ".strip(), b"xxax".strip(b"x"), b" x".lstrip(), b"x ".rstrip(), b"xab".removeprefix(b"x"),
    b"abx".removesuffix(b"x"), b"\x0b\x0c a\0".strip())
print(b.replace(b"o", b"0"), b.replace(b"o", b"", 1), b"-".join([b"a", b"b"]), b"".join([]),
    b"ab".join([b"1", bytearray(b"2")]), b"x".join((b"y",)))
print(b"ab".ljust(4) + b"|", b"ab".rjust(4, b"*"), b"ab".center(5, b"-"), b"abc".translate(bytes(range(256))),
    b"abc".translate(None, b"b"), bytes.maketrans(b"a", b"b")[97])
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" \n".isspace(), b"AB".isupper(), b"ab".islower(),
    b"Ab C".istitle(), b"\x80".isascii(), b"".isascii(), b"".isalpha())
print(b"\xe9".upper(), b"\xe9".isalpha(), b"abc".hex(), b"\x01\xff".hex(":"), b"\x01\x02\x03".hex("-", 2),
    b"\x01\x02\x03".hex("-", -2), bytes.fromhex("01 ff AB"), bytes.fromhex(""))
