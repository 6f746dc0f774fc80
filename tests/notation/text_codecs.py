# SPDX-License-Identifier: GPL-3.0-or-later
# Encodings and error handlers, on text and bytes that fit and that do not.
def t(f):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))


t(lambda: "abc".encode("foo"))
t(lambda: "abc".encode("utf-8","foo"))
t(lambda: "\udc80".encode("utf-8","foo"))
t(lambda: "a\ud800\ud801b".encode())
t(lambda: "a\ud800\udc81b".encode("utf-8","surrogateescape"))
t(lambda: "a\udc80\ud801b".encode("utf-8","surrogateescape"))
t(lambda: "aé€😀".encode("ascii"))
t(lambda: "aé€😀".encode("ascii","replace"))
t(lambda: "aé€😀".encode("ascii","backslashreplace"))
t(lambda: "aé€😀".encode("ascii","xmlcharrefreplace"))
t(lambda: "aé€😀".encode("latin-1"))
t(lambda: "aé€😀".encode("utf-16"))
t(lambda: "aé€😀".encode("utf-32-be"))
t(lambda: "\ud800".encode("utf-16"))
t(lambda: "\ud800".encode("utf-16-le","surrogatepass"))
t(lambda: "\ud800".encode("utf-32-be","replace"))
t(lambda: "é".encode(1))
t(lambda: "é".encode("utf\0"))
for b in [b"\x80abc",b"a\xc3",b"a\xc3(",b"\xe2\x82",b"\xe2\x82A",b"\xe2(\xa1",b"\xf0\x9f\x98",b"\xf0\x28\x8c\x28",b"\xed\xa0\x80",b"\xff\xfe",b"\xe0\x80\x80",b"\xf4\x90\x80\x80", b"ab\xed\xa0\x80\xed\xb0\x80c"]:
    for h in ["strict","ignore","replace","backslashreplace","surrogateescape","surrogatepass"]:
        t(lambda: b.decode("utf-8",h))
    t(lambda: b.decode("ascii")); t(lambda: b.decode("latin-1")); t(lambda: b.decode("utf-16-le","replace")); t(lambda: b.decode("utf-32"))
t(lambda: b"\xff\xfea\0".decode("utf-16"))
t(lambda: b"\xfe\xff\0a".decode("utf-16"))
t(lambda: b"\x00\xd8".decode("utf-16-le"))
t(lambda: b"\x00\xd8a\x00".decode("utf-16-le"))
t(lambda: b"\x00\xdca\x00".decode("utf-16-le"))
t(lambda: b"\xff\xfe\x00\xd8a".decode("utf-16"))
t(lambda: b"\x00\xd8".decode("utf-16-le","surrogatepass"))
t(lambda: b"abc".decode("utf-16-le"))
t(lambda: b"\xff\xff\xff\xff".decode("utf-32-le"))
t(lambda: "\ufeffabc".encode("utf-8-sig"))
t(lambda: b"\xef\xbb\xbfabc".decode("utf-8-sig"))
t(lambda: str(b"abc","utf-8"))
t(lambda: str("abc","utf-8"))
t(lambda: str(1,"utf-8"))
t(lambda: str(b"\xff","utf-8","replace"))
t(lambda: str(b"a",errors="strict"))
