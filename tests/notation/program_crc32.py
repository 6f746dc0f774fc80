# SPDX-License-Identifier: GPL-3.0-or-later
# CRC-32, Adler-32, FNV and a linear congruence, with masks.
TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0xedb88320 if n & 1 else 0)
    TABLE.append(n)
def crc32(data, crc=0):
    crc ^= 0xffffffff
    for byte in data:
        crc = TABLE[(crc ^ byte) & 255] ^ crc >> 8
    return crc ^ 0xffffffff
def adler32(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a
def fnv(data):
    h = 0xcbf29ce484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001b3) & (1 << 64) - 1
    return h
for data in b"", b"a", b"123456789", b"The quick brown fox jumps over the lazy dog", bytes(1000):
    print(f"{crc32(data):08x} {adler32(data):08x} {fnv(data):016x}")
print(crc32(b"6789", crc32(b"12345")) == crc32(b"123456789"))
seed = 42
values = []
for _ in range(5):
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    values.append(seed >> 33)
print(values)
