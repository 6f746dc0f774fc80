# SPDX-License-Identifier: GPL-3.0-or-later
# gethostbyname of addresses and of localhost.
import socket
print(socket.gethostbyname("127.0.0.1"), socket.gethostbyname("localhost"), socket.gethostbyname("0.0.0.0"))
print(socket.gethostbyname("255.255.255.255"), socket.gethostbyname(""), socket.gethostbyname("<broadcast>"))
print(socket.gethostbyname(b"127.0.0.1"), type(socket.gethostname()).__name__, len(socket.gethostname()) > 0)
tests = [
    lambda: socket.gethostbyname(), lambda: socket.gethostbyname(5), lambda: socket.gethostbyname(None),
    lambda: socket.gethostbyname("a", "b"), lambda: socket.gethostbyname("a\0b"),
    lambda: socket.gethostbyname(["x"]), lambda: socket.gethostname(1),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
