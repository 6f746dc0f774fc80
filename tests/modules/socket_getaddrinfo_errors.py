# SPDX-License-Identifier: GPL-3.0-or-later
# What getaddrinfo refuses.
import socket
tests = [
    lambda: socket.getaddrinfo(), lambda: socket.getaddrinfo("127.0.0.1"), lambda: socket.getaddrinfo(5, 80),
    lambda: socket.getaddrinfo("127.0.0.1", 1.5), lambda: socket.getaddrinfo("127.0.0.1", [80]),
    lambda: socket.getaddrinfo("127.0.0.1", 80, "x"), lambda: socket.getaddrinfo("127.0.0.1", 80, 999),
    lambda: socket.getaddrinfo("127.0.0.1", 80, socket.AF_INET6), lambda: socket.getaddrinfo(None, None),
    lambda: socket.getaddrinfo("name", 80, flags=socket.AI_NUMERICHOST),
    lambda: socket.getaddrinfo("127.0.0.1", 80, 0, 999), lambda: socket.getaddrinfo("127.0.0.1", 80, nope=1),
    lambda: socket.getaddrinfo("127.0.0.1", 10 ** 20),
    lambda: socket.getaddrinfo("127.0.0.1", "no-such-service", 0, 1, 0, socket.AI_NUMERICSERV),
    lambda: socket.getaddrinfo("127.0.0.1", "80", 0, 1, 0, 1 << 20),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
