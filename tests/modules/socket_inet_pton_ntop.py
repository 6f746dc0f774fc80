# SPDX-License-Identifier: GPL-3.0-or-later
# inet_pton and inet_ntop for both families.
import socket
for text in "::1", "::", "2001:db8::1", "fe80::1:2:3:4", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "2001:DB8:0:0:0:0:0:1", "1::", "0:0:1::":
    packed = socket.inet_pton(socket.AF_INET6, text)
    print(text, packed, socket.inet_ntop(socket.AF_INET6, packed))
print(socket.inet_pton(socket.AF_INET, "1.2.3.4"), socket.inet_ntop(socket.AF_INET, b"\x01\x02\x03\x04"),
    socket.inet_ntop(2, bytearray(4)))
tests = [
    lambda: socket.inet_pton(socket.AF_INET, "127.1"), lambda: socket.inet_pton(socket.AF_INET, "256.0.0.1"),
    lambda: socket.inet_pton(socket.AF_INET6, "1:2"), lambda: socket.inet_pton(socket.AF_INET6, ":::"),
    lambda: socket.inet_pton(999, "1.2.3.4"), lambda: socket.inet_pton(socket.AF_INET, 5),
    lambda: socket.inet_pton("x", "1.2.3.4"), lambda: socket.inet_pton(socket.AF_INET),
    lambda: socket.inet_ntop(socket.AF_INET, b"123"), lambda: socket.inet_ntop(socket.AF_INET6, b"1234"),
    lambda: socket.inet_ntop(999, b"1234"), lambda: socket.inet_ntop(socket.AF_INET, "1234"),
    lambda: socket.inet_ntop(), lambda: socket.inet_pton(socket.AF_INET, ""),
    lambda: socket.inet_pton(socket.AF_INET6, "fe80::1%lo"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
