# SPDX-License-Identifier: GPL-3.0-or-later
# A program's first socket is descriptor 3, and numbers are used again.
import socket
s = socket.socket()
print(s.fileno())
t = socket.socket()
print(t.fileno())
s.close()
u = socket.socket()
print(u.fileno())
a, b = socket.socketpair()
print(a.fileno(), b.fileno())
for x in t, u, a, b:
    x.close()
print(socket.socket().fileno(), socket.socket().fileno())
