# SPDX-License-Identifier: GPL-3.0-or-later
# Calls that would wait raise BlockingIOError.
import socket
a, b = socket.socketpair()
b.setblocking(False)
try:
    b.recv(1)
except BlockingIOError as e:
    print(type(e).__name__, e, e.errno)
a.sendall(b"hello")
print(b.recv(10))
server = socket.create_server(("127.0.0.1", 0))
server.setblocking(False)
try:
    server.accept()
except BlockingIOError as e:
    print(e)
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
print(con.getblocking(), con.gettimeout())
try:
    b.recv_into(bytearray(5))
except BlockingIOError as e:
    print(e)
a.setblocking(False)
sent = 0
try:
    while True:
        sent += a.send(b"x" * 65536)
except BlockingIOError as e:
    print(e, sent > 65536)
n = socket.socket()
n.setblocking(False)
error = n.connect_ex(server.getsockname())
print(error in (0, 115))
try:
    b.recv(1, socket.MSG_DONTWAIT)
    a.recv(1)
except BlockingIOError as e:
    print(e)
for s in a, b, c, con, server, n:
    s.close()
