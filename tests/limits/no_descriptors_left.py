# SPDX-License-Identifier: GPL-3.0-or-later
# When no descriptor is left socket() raises EMFILE; after a close it works again.
import socket
import errno
sockets = []
try:
    while len(sockets) < 70000:
        sockets.append(socket.socket())
    print("no limit below", len(sockets))
except OSError as e:
    print(type(e).__name__, e, e.errno == errno.EMFILE)
try:
    socket.socketpair()
except OSError as e:
    print(type(e).__name__, e)
server = sockets.pop()
server.bind(("127.0.0.1", 0))
server.listen()
client = sockets.pop()
client.connect(server.getsockname())
try:
    sockets.append(socket.socket())
    sockets.append(socket.socket())
    server.accept()
except OSError as e:
    print(type(e).__name__, e.errno == errno.EMFILE)
for s in sockets:
    s.close()
con, _ = server.accept()
client.sendall(b"works again")
print(con.recv(100))
con.close()
client.close()
server.close()
