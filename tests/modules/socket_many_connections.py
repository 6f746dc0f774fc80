# SPDX-License-Identifier: GPL-3.0-or-later
# A hundred connections at once in one process.
import socket
import threading
server = socket.create_server(("127.0.0.1", 0), backlog=200)
totals = []
def serve():
    total = 0
    for _ in range(100):
        con, _ = server.accept()
        total += int(con.recv(10))
        con.sendall(b"ok")
        con.close()
    totals.append(total)
t = threading.Thread(target=serve)
t.start()
clients = []
for i in range(100):
    c = socket.create_connection(server.getsockname())
    c.sendall(b"%d" % i)
    clients.append(c)
print({c.recv(10) for c in clients})
t.join()
print("total", totals)
for c in clients:
    c.close()
server.close()
