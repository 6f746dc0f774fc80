# MemoryBIO by itself.
import ssl
from _certificates import show

bio = ssl.MemoryBIO()
print(bio.pending, bio.eof, bio.read(), bio.write(b"abcdef"), bio.pending, bio.read(2), bio.read(0), bio.read(-1), bio.pending)
print(bio.write(bytearray(b"12")), bio.write(memoryview(b"3456")[1:3]), bio.write(b""), bio.read(100))
show(bio.write, "text")
show(bio.write, None)
show(bio.read, "2")
show(bio.read, 1 << 70)
show(ssl.MemoryBIO, 1)
bio.write(b"last")
bio.write_eof()
show(bio.write, b"more")
print(bio.eof, bio.pending, bio.read(), bio.eof, bio.read())
big = bytes(range(256)) * 4096
bio = ssl.MemoryBIO()
print(bio.write(big), bio.pending, bio.read() == big, bio.pending)
show(type, "Kept", (ssl.MemoryBIO,), {})
for name in ("pending", "eof"):
    show(setattr, bio, name, 1)
