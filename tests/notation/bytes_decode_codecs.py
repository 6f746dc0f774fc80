# SPDX-License-Identifier: GPL-3.0-or-later
# decode with other codecs, names of codecs, errors.
print(b"\xff\xe9".decode("latin-1"), ascii(b"\x80\xff".decode("iso8859-1")),
    b"a\x00b\x00".decode("utf-16-le"), b"\x00a".decode("utf-16-be"), b"abc".decode("UTF-8"),
    b"abc".decode("Utf_8"))
for handler in "ignore", "replace", "backslashreplace", "surrogateescape":
    print(handler, ascii(b"a\xe9\xffb".decode("ascii", handler)))
tests = [
    lambda: b"\x80".decode("ascii"), lambda: b"ab\xe9cd".decode("ascii"), lambda: b"x".decode("nope"),
    lambda: b"\xff".decode("ascii", "nope"), lambda: b"\xff".decode("utf-8", "xmlcharrefreplace"),
    lambda: b"x".decode(5), lambda: b"x".decode("utf-8", 5), lambda: b"x".decode(x=1),
    lambda: b"x".decode("utf-8", "strict", 1), lambda: b"\xff".decode(errors="strict"),
    lambda: b"\xed\xa0\x80".decode("utf-8", "surrogatepass").encode("utf-8"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
data = bytes(range(128, 256))
s = data.decode("ascii", "surrogateescape")
print(len(s), s.encode("ascii", "surrogateescape") == data, ascii(s[0]), ascii(s[-1]))
print(data.decode("latin-1").encode("latin-1") == data, ascii(data.decode("utf-8", "replace"))[:20])
print(b"\xef\xbb\xbfabc".decode("utf-8-sig"), ascii(b"\xef\xbb\xbfabc".decode("utf-8")))
