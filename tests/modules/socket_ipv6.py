# SPDX-License-Identifier: GPL-3.0-or-later
# A dialogue over IPv6; addresses are four-tuples.
import socket
server = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
server.bind(("::1", 0))
server.listen()
name = server.getsockname()
print(name[0], len(name), name[2:])
c = socket.socket(socket.AF_INET6, socket.SOCK_STREAM)
c.connect(name)
con, addr = server.accept()
print(addr[0], len(addr), addr == c.getsockname(), con.family)
c.sendall("über IPv6".encode())
print(con.recv(100).decode(), c.getpeername() == name)
c.close()
con.close()
d = socket.socket(socket.AF_INET6)
d.connect(("::1", name[1]))
e = socket.socket(socket.AF_INET6)
print(e.connect_ex(("::1", name[1], 0)))
d.close()
e.close()
server.close()
f = socket.socket()
try:
    f.connect(("::1", name[1]))
except OSError as error:
    print(type(error).__name__, error)
f.close()
