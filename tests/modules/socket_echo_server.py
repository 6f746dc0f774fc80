# SPDX-License-Identifier: GPL-3.0-or-later
# The echo server of every tutorial, one thread a client.
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
def serve(con):
    with con:
        while True:
            data = con.recv(1024)
            if not data:
                break
            con.sendall(data)
def accept_all(n):
    for _ in range(n):
        con, addr = server.accept()
        threading.Thread(target=serve, args=(con,)).start()
threading.Thread(target=accept_all, args=(5,)).start()
clients = [socket.create_connection(server.getsockname()) for _ in range(5)]
for i, c in enumerate(clients):
    c.sendall(b"message %d" % i)
for c in reversed(clients):
    print(c.recv(100))
for c in clients:
    c.sendall(b"x" * 10)
    print(len(c.recv(10)))
    c.shutdown(socket.SHUT_WR)
    print(c.recv(1))
    c.close()
server.close()
