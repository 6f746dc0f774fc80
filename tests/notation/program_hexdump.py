# SPDX-License-Identifier: GPL-3.0-or-later
# Bytes shown as hexdump shows them.
def hexdump(data, width=16):
    for offset in range(0, len(data), width):
        part = data[offset:offset + width]
        left = " ".join(f"{b:02x}" for b in part)
        right = "".join(chr(b) if 32 <= b < 127 else "." for b in part)
        yield f"{offset:08x}  {left:<{width * 3}} |{right}|"
for line in hexdump(b"GET / HTTP/1.1\r\nHost: example\r\n\r\n" + bytes(range(250, 256)) + "é€".encode()):
    print(line)
print(list(hexdump(b"")), *hexdump(b"abc", 2), sep="\n")
print(bytes.fromhex("deadbeef").hex(" ").upper(), ":".join("%02x" % b for b in bytes(6)))
