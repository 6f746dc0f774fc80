# SPDX-License-Identifier: GPL-3.0-or-later
# The checksum of IP headers, and a header taken apart.
def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data), 2))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff
header = bytes.fromhex("4500 0073 0000 4000 4011 0000 c0a8 0001 c0a8 00c7")
print(hex(checksum(header)), f"{checksum(b''):#06x}", f"{checksum(b'abc'):#x}")
filled = header[:10] + checksum(header).to_bytes(2, "big") + header[12:]
print(filled.hex(), checksum(filled))
version, ihl = filled[0] >> 4, (filled[0] & 15) * 4
length = int.from_bytes(filled[2:4], "big")
print(version, ihl, length, filled[8], filled[9], ".".join(map(str, filled[12:16])),
    ".".join(str(b) for b in filled[16:20]))
flags = {name: bool(filled[6] >> shift & 1) for name, shift in (("reserved", 7), ("df", 6), ("mf", 5))}
print(flags)
