# SPDX-License-Identifier: GPL-3.0-or-later
# Closing with unread bytes resets; SO_LINGER with time 0 too.
import socket
server = socket.create_server(("127.0.0.1", 0))
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
con.sendall(b"never read")
c.recv(1)
c.close()
try:
    print(con.recv(7))
except ConnectionResetError as e:
    print(type(e).__name__, e, e.errno)
try:
    con.send(b"x")
except BrokenPipeError as e:
    print(type(e).__name__, e)
con.close()
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
c.close()
try:
    print(con.recv(1))
except OSError as e:
    print(type(e).__name__, e)
print(con.recv(1))
con.close()
c = socket.create_connection(server.getsockname())
con, _ = server.accept()
con.close()
print(c.recv(1), c.send(b"gone"))
try:
    while True:
        c.send(b"again")
except OSError as e:
    print(isinstance(e, (BrokenPipeError, ConnectionResetError)))
c.close()
server.close()
