# SPDX-License-Identifier: GPL-3.0-or-later
# shutdown in three directions; half-close.
import socket
a, b = socket.socketpair()
print(a.shutdown(socket.SHUT_WR))
print(b.recv(10))
print(b.send(b"still works"), a.recv(100))
try:
    a.send(b"x")
except OSError as e:
    print(type(e).__name__, e)
print(b.shutdown(socket.SHUT_RDWR), a.recv(1))
try:
    b.send(b"x")
except OSError as e:
    print(type(e).__name__, e)
a.close()
b.close()
server = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
c.sendall(b"request")
c.shutdown(socket.SHUT_WR)
data = b""
while part := con.recv(3):
    data += part
print(data)
con.sendall(b"reply")
con.close()
print(c.recv(100), c.recv(100))
for how in 3, -1, "x", None, 1.5:
    try:
        print(c.shutdown(how))
    except Exception as e:
        print(type(e).__name__, e)
try:
    c.shutdown()
except TypeError as e:
    print(e)
c.close()
server.close()
