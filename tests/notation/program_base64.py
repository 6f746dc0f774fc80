# SPDX-License-Identifier: GPL-3.0-or-later
# Base 64 by bit arithmetic.
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
def encode(data):
    out = []
    for i in range(0, len(data), 3):
        part = data[i:i + 3]
        n = int.from_bytes(part + bytes(3 - len(part)), "big")
        letters = [ALPHABET[n >> shift & 63] for shift in (18, 12, 6, 0)]
        out += letters[:len(part) + 1] + ["="] * (3 - len(part))
    return "".join(out)
def decode(text):
    out = bytearray()
    for i in range(0, len(text), 4):
        part = text[i:i + 4]
        n = 0
        for c in part:
            n = n << 6 | (0 if c == "=" else ALPHABET.index(c))
        out += n.to_bytes(3, "big")[:3 - part.count("=")]
    return bytes(out)
for data in b"", b"f", b"fo", b"foo", b"foobar", bytes(range(256)), "é€".encode():
    text = encode(data)
    print(text[:60], len(text), decode(text) == data)
try:
    decode("a*bc")
except ValueError as e:
    print(e)
