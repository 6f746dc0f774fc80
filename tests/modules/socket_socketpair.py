# SPDX-License-Identifier: GPL-3.0-or-later
# socketpair: two ends of one connection.
import socket
a, b = socket.socketpair()
print(a.family, a.type, a.proto, repr(a.getsockname()), repr(a.getpeername()), a.gettimeout())
print(a.send(b"there"), b.recv(10), b.send(b"back"), a.recv(10))
print(a.fileno() != b.fileno(), type(a).__name__)
a.close()
print(b.recv(1))
try:
    b.send(b"x")
except OSError as e:
    print(type(e).__name__, e)
b.close()
for test in [
    lambda: socket.socketpair(socket.AF_INET), lambda: socket.socketpair("x"),
    lambda: socket.socketpair(1, 1, 0, 0),
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM, 0)
print(repr(a).replace(str(a.fileno()), "FD"))
a.close()
b.close()
