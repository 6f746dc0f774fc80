# Bytes compressed and decompressed, whole and in pieces; checksums; errors.
import zlib


def show(function, *arguments, **named):
    try:
        result = function(*arguments, **named)
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result if len(str(result)) < 300 else (len(result), zlib.crc32(result)))


TEXT = b"".join(b"line %d of the text, once more\n" % (i * i % 97) for i in range(3000))
for level in range(-1, 10):
    for bits in (15, -15, 31, 9, -9, 25):
        packed = zlib.compress(TEXT, level, bits)
        print(level, bits, len(packed), zlib.crc32(packed), zlib.decompress(packed, bits) == TEXT)
print(zlib.compress(b""), zlib.decompress(zlib.compress(b"")), zlib.decompress(zlib.compress(b"abc"), bufsize=0))
show(zlib.compress, b"x", 10)
show(zlib.compress, b"x", wbits=99)
show(zlib.compress, "x")
show(zlib.compress, b"x", "9")
show(zlib.decompress, b"")
show(zlib.decompress, b"x")
show(zlib.decompress, b"xxxxx")
show(zlib.decompress, zlib.compress(TEXT)[:-1])
show(zlib.decompress, zlib.compress(TEXT)[:-4] + b"abcd")
show(zlib.decompress, zlib.compress(TEXT) + b"more")
show(zlib.decompress, zlib.compress(TEXT), 99)
show(zlib.decompress, zlib.compress(TEXT), bufsize=-1)
show(zlib.decompress, zlib.compress(TEXT), 31)
for value in [0, 1, 5, -1, 2**32 + 7]:
    print(zlib.crc32(TEXT, value), zlib.adler32(TEXT, value), zlib.crc32(b"", value), zlib.adler32(b"", value))
print(zlib.crc32(b"abc"), zlib.adler32(b"abc"), zlib.crc32(bytearray(b"abc")), zlib.crc32(memoryview(b"abc")))

packer = zlib.compressobj(9)
pieces = [packer.compress(TEXT[i:i + 1000]) for i in range(0, len(TEXT), 1000)]
pieces.append(packer.flush(zlib.Z_SYNC_FLUSH))
twin = packer.copy()
pieces.append(packer.compress(b"end"))
pieces.append(packer.flush())
packed = b"".join(pieces)
print(zlib.decompress(packed) == TEXT + b"end", len(packed), packer.flush(zlib.Z_NO_FLUSH))
print(twin.compress(b"other") + twin.flush() == b"", type(packer), type(zlib.decompressobj()))
show(packer.compress, b"x")
show(packer.flush)
show(packer.copy)
show(packer.flush, "x")
for arguments in [(10,), (6, 9), (6, 8, 99), (6, 8, 15, 10), (6, 8, 15, 8, 9), (6, 8, 15, 8, 0, "x")]:
    show(zlib.compressobj, *arguments)
show(zlib.decompressobj, 99)
show(zlib.decompressobj, zdict="x")

opener = zlib.decompressobj()
out = b""
rest = packed + b"unused"
rounds = 0
while not opener.eof:
    piece = opener.decompress(rest, 777)
    assert len(piece) <= 777
    out += piece
    rest = opener.unconsumed_tail
    rounds += 1
print(out == TEXT + b"end", rounds, opener.unused_data, opener.unconsumed_tail, opener.eof)
print(opener.decompress(b" more"), opener.unused_data, opener.flush())
opener = zlib.decompressobj()
print(len(opener.decompress(packed[:200], max_length=10)), len(opener.unconsumed_tail), opener.unused_data, opener.eof)
copy = opener.copy()
print(len(opener.flush()), len(copy.flush(5)), opener.eof, len(opener.unconsumed_tail))
show(opener.flush, 0)
show(opener.decompress, b"x", -1)
show(opener.decompress, "x")
show(opener.decompress, b"\xff" * 50)
opener = zlib.decompressobj()
print(sum(len(opener.decompress(packed[i:i + 1])) for i in range(len(packed))), opener.eof)
words = b"line of the text, once more"
packer = zlib.compressobj(zdict=words)
packed = packer.compress(TEXT) + packer.flush()
print(len(packed), zlib.decompressobj(zdict=words).decompress(packed) == TEXT)
show(zlib.decompressobj().decompress, packed)
show(zlib.decompressobj(zdict=b"wrong").decompress, packed)
packer = zlib.compressobj(wbits=-15, zdict=words)
packed = packer.compress(TEXT) + packer.flush()
print(zlib.decompressobj(-15, zdict=words).decompress(packed) == TEXT)
gz = zlib.compressobj(wbits=31)
packed = gz.compress(TEXT) + gz.flush()
print(packed[:3], zlib.decompress(packed, 47) == TEXT, zlib.decompressobj(47).decompress(packed) == TEXT)
print({name: getattr(zlib, name) for name in sorted(dir(zlib)) if name[0] in "ZDM" and "VERSION" not in name})
print(zlib.error.__mro__, zlib.ZLIB_RUNTIME_VERSION == zlib.ZLIB_VERSION)
