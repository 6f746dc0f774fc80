"""Error handlers of a program's own, in str.encode(), bytes.decode(), bytes() and the codecs' functions."""
import _codecs


def told(error):
    print(type(error).__name__, error.encoding, ascii(error.object), error.start, error.end, error.reason)
    return f"<{error.end - error.start}>", error.end


def bytes_of(error):
    return b"\xff", error.end


def back(error):
    return "?", -1


_codecs.register_error("told", told)
_codecs.register_error("bytes", bytes_of)
_codecs.register_error("back", back)
_codecs.register_error("wrong", lambda error: 1)
_codecs.register_error("far", lambda error: ("", 100))


def show(do):
    try:
        print(do())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: "a\u0100\u0101b".encode("ascii", "told"))
show(lambda: "a\u0100b\u0101".encode("latin-1", errors="bytes"))
show(lambda: "a\u0100b".encode("ascii", "back"))
show(lambda: "a\u0100".encode("ascii", "wrong"))
show(lambda: "a\u0100".encode("ascii", "far"))
show(lambda: "a\u0100".encode("ascii", "nobody"))
show(lambda: "abc".encode("ascii", "nobody"))
show(lambda: b"a\xff\xfeb".decode("utf-8", "told"))
show(lambda: b"a\xff\xfeb".decode("utf-8", "wrong"))
show(lambda: b"a\xffb".decode("ascii", "nobody"))
show(lambda: b"abc".decode("ascii", "nobody"))
show(lambda: bytes("a\u0100", "latin-1", "told"))
show(lambda: bytearray("a\u0100", "ascii", "told"))
show(lambda: "a\ud800b".encode("utf-16", "told"))
show(lambda: _codecs.utf_8_decode(b"a\xff", "told"))
show(lambda: _codecs.lookup_error("nobody"))
show(lambda: _codecs.lookup_error("told") is told)
show(lambda: _codecs.register_error("x", 1))
error = UnicodeEncodeError("ascii", "a\u0100\u20acb", 1, 3, "why")
for name in "ignore replace xmlcharrefreplace backslashreplace namereplace strict surrogatepass".split():
    show(lambda: _codecs.lookup_error(name)(error))
error = UnicodeDecodeError("utf-8", b"a\xed\xa0\x80", 1, 2, "why")
for name in "ignore replace backslashreplace strict surrogatepass surrogateescape".split():
    show(lambda: _codecs.lookup_error(name)(error))
