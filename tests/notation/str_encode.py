# SPDX-License-Identifier: GPL-3.0-or-later
# encode: the codecs and error handlers.
s = "aé€\U0001F600"
print(s.encode(), s.encode("utf-8"), s.encode("UTF8"), s.encode(encoding="utf_8"), "é".encode("latin-1"),
    "abc".encode("ascii"), "".encode())
print("é".encode("iso-8859-1"), "é".encode("latin1"), "ab".encode("us-ascii"), s.encode("utf-16-le"),
    "a".encode("utf-16-be"), "a\U0001F600".encode("utf-32-le"))
for handler in "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace":
    print(handler, s.encode("ascii", handler), s.encode("latin-1", errors=handler))
print("\udcff\udc80a".encode("utf-8", "surrogateescape"), "a\udce9".encode("ascii", "surrogateescape"),
    "\ud800".encode("utf-8", "surrogatepass"))
print("\ud800".encode("utf-8", "replace"), "\ud800x".encode("utf-8", "ignore"),
    "\ud800".encode("utf-8", "backslashreplace"), "\ud800".encode("utf-8", "xmlcharrefreplace"))
tests = [
    lambda: "é".encode("ascii"), lambda: "aé€b".encode("ascii"), lambda: "€".encode("latin-1"),
    lambda: "€\u20ad\U0001F600".encode("latin-1"), lambda: "\ud800".encode(),
    lambda: "a\ud800\udc00b".encode("utf-8"), lambda: "x".encode("nope"), lambda: "é".encode("ascii", "nope"),
    lambda: "x".encode(5), lambda: "x".encode("utf-8", 5),
    lambda: "\ud800".encode("utf-8", "surrogateescape"), lambda: "x".encode("utf-8", "strict", 1),
    lambda: "x".encode(nope=1), lambda: "x".encode("ascii", "nope"), lambda: "\xe9\xe8".encode("ascii"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
