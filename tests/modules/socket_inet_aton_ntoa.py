# SPDX-License-Identifier: GPL-3.0-or-later
# inet_aton and inet_ntoa.
import socket
for text in "127.0.0.1", "0.0.0.0", "255.255.255.255", "127.1", "1", "0x7f000001", "017700000001", "10.0.0.1 ", "4294967295", "1.2.3":
    try:
        print(repr(text), socket.inet_aton(text), socket.inet_ntoa(socket.inet_aton(text)))
    except OSError as e:
        print(repr(text), type(e).__name__, e)
print(socket.inet_ntoa(b"\x7f\0\0\x01"), socket.inet_ntoa(bytearray(b"\x01\x02\x03\x04")),
    type(socket.inet_aton("1.2.3.4")).__name__)
tests = [
    lambda: socket.inet_aton("256.1.1.1"), lambda: socket.inet_aton(""), lambda: socket.inet_aton("x"),
    lambda: socket.inet_aton(5), lambda: socket.inet_aton(), lambda: socket.inet_aton(b"1.2.3.4"),
    lambda: socket.inet_ntoa(b"123"), lambda: socket.inet_ntoa(b"12345"), lambda: socket.inet_ntoa("1234"),
    lambda: socket.inet_ntoa(5), lambda: socket.inet_ntoa(), lambda: socket.inet_aton("1.2.3.4.5"),
    lambda: socket.inet_aton("é"), lambda: socket.inet_aton("::1"),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
