# Formats that are wrong, buffers that do not fit, arguments that are missing.
import struct


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__module__}.{type(e).__name__}: {e}"


for form in ("z", "3", "<", "<<", "10", "3 i", "@ i", "i@", "99999999999999999999i", "9999999999999999999s", "ii9223372036854775807s",
             "9223372036854775807sb", "\0", "i\0", b"i", b"\xff", 5, None, bytearray(b"i"), [], "é", "1p", "<n", "=P", ">N", "\ti\n"):
    print(repr(form), told(struct.calcsize, form))
print(told(struct.pack), told(struct.pack, "i"), told(struct.pack, "i", 1, 2), told(struct.pack, "", 1))
print(told(struct.unpack, "i"), told(struct.unpack, "i", b""), told(struct.unpack, "i", "abcd"), told(struct.unpack, 1, 2))
for offset in 0, 2, 3, -3, -4, -5, -9, 100:
    print(offset, told(struct.unpack_from, "i", b"abcdef", offset))
print(told(struct.unpack_from, "i", b"abc"), told(struct.unpack_from, "i", buffer=b"abcd"), told(struct.unpack_from, "i"))
buffer = bytearray(8)
for args in ((), ("i",), ("i", buffer), ("i", buffer, 0), ("i", buffer, 0, 1, 2), ("i", buffer, 6, 1), ("i", buffer, -3, 1), ("i", buffer, -20, 1),
             ("i", b"abcd", 0, 1), ("i", "x", 0, 1), ("i", buffer, "x", 1), ("i", buffer, 2**70, 1), (5, buffer, 0, 1)):
    print(args, told(struct.pack_into, *args), buffer)
print(told(struct.pack_into, "<i", buffer, -5, 7), told(struct.pack_into, "<h", memoryview(buffer)[1:], 0, -2), buffer)
print(told(struct.pack_into, "hb", buffer, 0, 1, 1000), buffer)
print(struct.error.__mro__, struct.error.__module__, struct.error.__doc__)
for form in "!H", "z", 7:
    print(told(lambda: struct.Struct(form).size), told(lambda: struct.Struct(form).format))
print(told(struct.Struct), told(struct.Struct, "i", "j"), told(lambda: struct.Struct(format="i").size))
s = struct.Struct("<ih")
print(told(s.pack, 1), told(s.unpack, b""), told(s.unpack_from, b"abcdefgh", offset=2), told(s.pack_into, buffer, 2, 1, 2), buffer)
print(told(s.pack_into), told(s.pack_into, buffer), told(s.unpack), told(struct.Struct.pack, 1))


class Sub(struct.Struct):
    pass


print(Sub("q").size, isinstance(Sub("q"), struct.Struct), Sub("q").pack(5))
