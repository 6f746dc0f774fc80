# SPDX-License-Identifier: GPL-3.0-or-later
# with closes the socket on every way out.
import socket
with socket.socket() as s:
    print(s.fileno() != -1, type(s).__name__)
print(s.fileno())
try:
    with socket.socket() as t:
        raise ValueError("inside")
except ValueError as e:
    print(e, t.fileno())
def f():
    with socket.create_server(("127.0.0.1",
        0)) as server, socket.create_connection(server.getsockname()) as client:
        con, _ = server.accept()
        with con:
            client.sendall(b"x")
            return con.recv(1), server, client, con
data, server, client, con = f()
print(data, server.fileno(), client.fileno(), con.fileno())
s = socket.socket()
with s as same:
    print(same is s)
    s.close()
print(s.fileno())
