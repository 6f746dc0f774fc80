# str(bytes, encoding) with encodings that Python has in Python, and with error handlers of programs.
import codecs
import pickle


class Text(str):
    pass


for encoding in "cp1252", "raw-unicode-escape", "idna", "iso8859-15", "utf-8", "nothing", "hex":
    for data in b"ab", bytearray(b"ab"), memoryview(b"ab"), b"":
        try:
            print(encoding, str(data, encoding), str(data, encoding, "strict"), Text(data, encoding).__class__)
        except Exception as error:
            print(encoding, type(error).__name__, error)
codecs.register_error("stars", lambda error: ("*", error.end))
print(str(b"a\xffb", "utf-8", "stars"), str(b"\x80", "cp1252"), str(b"a\xff", errors="stars"))
print([pickle.loads(pickle.dumps("text \u1234", protocol)) for protocol in range(5)])
