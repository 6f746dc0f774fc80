# SPDX-License-Identifier: GPL-3.0-or-later
# A socket that nothing names any more closes at that moment.
import socket
a, b = socket.socketpair()
def check():
    b.setblocking(False)
    try:
        return b.recv(1)
    except BlockingIOError:
        return "open"
print(check())
a2 = a
del a
print(check())
a2 = None
print(check())
b.close()
import socket
server = socket.create_server(("127.0.0.1", 0))
first = socket.create_connection(server.getsockname())
con, addr = server.accept()
second = socket.create_connection(server.getsockname())
con, addr = server.accept()
print(first.recv(1))
def local():
    a, b = socket.socketpair()
    return b
print(local().recv(1))
box = [socket.socketpair()]
keep = box[0][1]
box.clear()
keep.setblocking(False)
print(keep.recv(1))
s = socket.socket()
fd = s.fileno()
s = None
t = socket.socket()
print(t.fileno() == fd)
for x in first, second, con, server, keep, t:
    x.close()
