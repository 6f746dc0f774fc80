import struct

print(list(struct.iter_unpack("<h", b"abcd")), list(struct.iter_unpack("2sB", b"abcdef")))
iterator = struct.Struct("i").iter_unpack(memoryview(bytes(range(12)))[4:])
print(iterator.__length_hint__(), next(iterator), iterator.__length_hint__(), list(iterator), next(iterator, "end"), iterator.__length_hint__())
for form, data in ("", b""), ("0s", b""), ("i", b"abc"), ("i", "abcd"):
    try:
        print(list(struct.iter_unpack(form, data)))
    except (struct.error, TypeError) as e:
        print(type(e).__name__, e)
buffer = bytearray(4)
iterator = struct.iter_unpack("<h", buffer)
try:
    buffer.append(1)
except BufferError as e:
    print(e)
print(list(iterator))
buffer.append(1)
print(buffer, iter(iterator) is iterator, type(iterator))
