# SPDX-License-Identifier: GPL-3.0-or-later
# Connections that nobody has accepted yet are made, hold data, and come in order.
import socket
server = socket.create_server(("127.0.0.1", 0), backlog=5)
clients = []
for i in range(3):
    c = socket.create_connection(server.getsockname())
    print(c.send(b"client %d" % i))
    clients.append(c)
clients[1].close()
for i in range(3):
    con, addr = server.accept()
    print(con.recv(100), addr[0])
    con.close()
server.close()
for c in clients:
    c.close()
