# SPDX-License-Identifier: GPL-3.0-or-later
# setsockopt and getsockopt.
import socket
s = socket.socket()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR),
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1),
    s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM,
    s.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
print(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY),
    s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 4),
    len(s.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 100)))
s.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, b"\x01\0\0\0")
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE), s.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF),
    s.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, 8))
s.listen()
print(s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
tests = [
    lambda: s.setsockopt(), lambda: s.setsockopt(1, 2), lambda: s.setsockopt(1, 2, "x"),
    lambda: s.setsockopt(1, 2, None), lambda: s.setsockopt("a", 2, 1), lambda: s.setsockopt(1, 9999, 1),
    lambda: s.setsockopt(1, 2, 1.5), lambda: s.setsockopt(1, 2, 10 ** 20), lambda: s.getsockopt(),
    lambda: s.getsockopt(1), lambda: s.getsockopt(1, 9999), lambda: s.getsockopt("a", 1),
    lambda: s.getsockopt(1, 2, "x"), lambda: s.getsockopt(1, 2, -1), lambda: s.getsockopt(1, 2, 5000),
    lambda: s.setsockopt(1, 2, None, 4), lambda: s.setsockopt(1, 2, b""), lambda: s.setsockopt(1, 2, 1, 2),
    lambda: s.getsockopt(1, 2, 3, 4),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
s.close()
