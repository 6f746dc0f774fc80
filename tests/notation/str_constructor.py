# SPDX-License-Identifier: GPL-3.0-or-later
# str() of everything, and str(bytes, encoding).
print(repr(str()), str(5), str(1.0), str(None), str("x"), str([1, "a"]), str((1,)), str({}), str(b"abc"),
    str(True), str(range(3)), str(1e100))
print(str(b"abc", "ascii"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", "utf-8", "replace") == "\ufffd",
    str(bytearray(b"x"), "latin-1"), str(object=5))
print(str(b"abc", encoding="utf-8"), str(b"\xff", errors="ignore") == "", repr(str(b"", "utf-8")))
for f in (lambda: str(5, "utf-8")), (lambda: str("x", "utf-8")), (lambda: str(b"\xff",
    "utf-8")), (lambda: str(b"x", 5)), (lambda: str(1, 2, 3, 4)), \
        (lambda: str(b"x", "nope")), (lambda: str(x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(str is type(""), str.upper("abc"), str.join(",", "ab"), str.__name__)
try:
    str.upper(5)
except TypeError as e:
    print(e)
try:
    str.join()
except TypeError as e:
    print(e)
