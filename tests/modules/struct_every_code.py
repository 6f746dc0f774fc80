# Every code in every order: sizes, bytes, and what comes back.
import struct

for order in "", "@", "=", "<", ">", "!":
    for code in "xcbB?hHiIlLqQnNefdspP":
        form = order + code
        try:
            size = struct.calcsize(form)
        except struct.error as e:
            print(form, e)
            continue
        data = bytes(range(65, 65 + size))
        got = struct.unpack(form, data)
        print(form, size, got, struct.pack(form, *got))

for form in "bi", "ib", "b0i", "h0q", "2h3x", "3c", "10s3p", "@bqb", "=bqb", " 2 h".replace(" 2 h", " 2h h"), "!HHI", "3sxB", "0s", "0i", "":
    size = struct.calcsize(form)
    got = struct.unpack(form, bytes(i % 7 for i in range(size)))
    print(repr(form), size, got, struct.pack(form, *got))
print(struct.pack("4p", b"abcdef"), struct.pack("300p", b"a" * 300)[:3], struct.unpack("3p", b"\xffab"), struct.pack("0p", b"x"))
print(struct.pack("5s", bytearray(b"xy")), struct.pack(b"<H", 258), struct.unpack("?", b"\2"))
