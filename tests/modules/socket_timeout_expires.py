# SPDX-License-Identifier: GPL-3.0-or-later
# A timed call that nothing answers raises TimeoutError.
import socket
import time
a, b = socket.socketpair()
b.settimeout(0.02)
start = time.monotonic()
try:
    b.recv(1)
except TimeoutError as e:
    print(type(e).__name__, e, e.errno, e.args)
print(0.015 < time.monotonic() - start < 2)
print(socket.timeout is TimeoutError, issubclass(socket.timeout, OSError))
a.sendall(b"now")
print(b.recv(10))
server = socket.create_server(("127.0.0.1", 0))
server.settimeout(0.01)
try:
    server.accept()
except socket.timeout as e:
    print("accept", e)
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
print(con.gettimeout(), server.gettimeout(), c.gettimeout())
try:
    b.recv_into(bytearray(1))
except TimeoutError as e:
    print("recv_into", e)
a.settimeout(0.01)
try:
    while True:
        a.send(b"x" * 65536)
except TimeoutError as e:
    print("send", e)
try:
    a.sendall(b"x" * 1000000)
except TimeoutError as e:
    print("sendall", e)
for s in a, b, c, con, server:
    s.close()
