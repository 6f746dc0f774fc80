# SPDX-License-Identifier: GPL-3.0-or-later
# decode: every malformation of UTF-8, and the error handlers.
print(b"abc".decode(), ascii(b"a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80".decode("utf-8")),
    b"\xe9".decode("latin-1"), b"abc".decode("ascii"), b"".decode(), bytearray(b"x").decode())
bad = [b"\xff", b"\x80", b"a\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82(", b"\xe2(\xac", b"\xf0\x9f\x98",
    b"\xf0\x9f(", b"\xf0(", b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
       b"\xf5\x80", b"ab\xfe\xffcd", b"\xf0\x80\x80\x80", b"\xe9t\xe9", b"\xc3\xa9\xa9", b"\xef\xbf"]
for b in bad:
    try:
        print(b.decode())
    except UnicodeDecodeError as e:
        print(e)
    print("  ", ascii(b.decode("utf-8", "ignore")), ascii(b.decode("utf-8", "replace")),
        ascii(b.decode("utf-8", "backslashreplace")), ascii(b.decode("utf-8", "surrogateescape")))
