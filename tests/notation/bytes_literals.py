# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes literals: prefixes, escapes, glueing, repr.
print(b"abc", B'abc', b'''tri
ple''', b"""x""")
print(b"\x00\x01\x7f\x80\xff", b"\0\12\101\377")
print(b"\n\r\t\\\'\"\a\b\f\v")
print(b"it's", b'say "x"', b"it's \"both\"")
print(b"a" b"b" rb"\c")
print(len(b"\x41"), b"\x41"[0], b"\u0041", len(b"\u0041"), b"\N{x}")
print(repr(b""), type(b""), b"" == b'')
print(b"cont\
inued")
print(list(b"AZ"))
