# SPDX-License-Identifier: GPL-3.0-or-later
# TCP keeps no borders between messages.
import socket
server = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
c.send(b"un")
c.send(b"deux")
c.shutdown(socket.SHUT_WR)
data = b""
while part := con.recv(1024):
    data += part
print(data)
con.send(b"Bonjour\n")
con.close()
print(c.recv(7, socket.MSG_WAITALL), c.recv(100), c.recv(100))
c.close()
def read_line(sock):
    line = b""
    while not line.endswith(b"\n"):
        byte = sock.recv(1)
        if not byte:
            break
        line += byte
    return line
a, b = socket.socketpair()
a.sendall(b"first line\nsecond\nthird without end")
a.close()
print(read_line(b), read_line(b), read_line(b), read_line(b))
b.close()
server.close()
