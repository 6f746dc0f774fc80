# SPDX-License-Identifier: GPL-3.0-or-later
# recv gives at most what was asked, and what is there.
import socket
a, b = socket.socketpair()
a.sendall(b"0123456789")
print(b.recv(3), b.recv(1), b.recv(0), b.recv(100))
a.sendall(b"x" * 5)
print(b.recv(5), len(b.recv(0)))
a.sendall(b"abc")
print(b.recv(2, socket.MSG_PEEK), b.recv(10, socket.MSG_PEEK), b.recv(10))
a.sendall(b"abc")
print(b.recv(3))
a.sendall(b"peeked")
print(b.recv(100, socket.MSG_PEEK | socket.MSG_DONTWAIT), b.recv(True), b.recv(100))
a.close()
print(b.recv(10), b.recv(10), b.recv(0))
b.close()
