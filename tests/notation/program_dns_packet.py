# SPDX-License-Identifier: GPL-3.0-or-later
# A DNS question built and an answer taken apart.
def name_bytes(name):
    return b"".join(bytes([len(p)]) + p.encode("ascii") for p in name.split(".")) + b"\0"
def question(ident, name, kind=1):
    head = b"".join(n.to_bytes(2, "big") for n in (ident, 0x0100, 1, 0, 0, 0))
    return head + name_bytes(name) + kind.to_bytes(2, "big") + b"\0\x01"
def read_name(data, at):
    parts, end = [], None
    while (length := data[at]):
        if length >= 192:
            end = end or at + 2
            at = int.from_bytes(data[at:at + 2], "big") & 0x3fff
        else:
            parts.append(data[at + 1:at + 1 + length].decode())
            at += length + 1
    return ".".join(parts), end or at + 1
q = question(0xbeef, "www.example.org")
print(q, len(q), q.hex())
answer = q[:2] + bytes.fromhex("81800001000100000000") + q[12:] + bytes.fromhex("c00c00010001000000780004") + bytes([93, 184, 216, 34])
name, at = read_name(answer, 12)
print(name, at, int.from_bytes(answer[at:at + 2], "big"))
name, at = read_name(answer, at + 4)
kind, cls = (int.from_bytes(answer[at + i:at + i + 2], "big") for i in (0, 2))
ttl = int.from_bytes(answer[at + 4:at + 8], "big")
size = int.from_bytes(answer[at + 8:at + 10], "big")
print(name, kind, cls, ttl, size, ".".join(map(str, answer[at + 10:at + 10 + size])))
flags = int.from_bytes(answer[2:4], "big")
print(f"{flags:016b}", bool(flags & 0x8000), flags & 15,
    [n for n, bit in (("qr", 15), ("aa", 10), ("tc", 9), ("rd", 8), ("ra", 7)) if flags >> bit & 1])
try:
    read_name(b"\x05abc", 0)
except IndexError as e:
    print(e)
