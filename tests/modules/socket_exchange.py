# SPDX-License-Identifier: GPL-3.0-or-later
# The whole of a dialogue: bind, listen, connect, accept, send, recv, close.
import socket
server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
print(server.bind(("127.0.0.1", 0)))
address = server.getsockname()
print(address[0], address[1] > 0, type(address).__name__)
print(server.listen(1))
client = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
print(client.connect(address))
con, addr = server.accept()
print(addr == client.getsockname(), con.getpeername() == addr, con.getsockname() == address,
    client.getpeername() == address)
print(client.send(b"Bonjour"))
print(con.recv(7))
print(con.send(b"Comment va ?"))
print(client.recv(12))
print(client.sendall(b"the end"))
print(con.recv(100))
print(client.close())
print(con.recv(100), con.recv(1))
print(con.close(), server.close())
print(con.fileno(), server.fileno(), client.fileno())
