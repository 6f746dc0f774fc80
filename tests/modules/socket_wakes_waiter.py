# SPDX-License-Identifier: GPL-3.0-or-later
# A recv that waits in one thread comes back when another closes, shuts or sends.
import socket
import threading
def wait_for(sock, result):
    try:
        result.append(sock.recv(10))
    except OSError as e:
        result.append(e.errno)
a, b = socket.socketpair()
result = []
t = threading.Thread(target=wait_for, args=(b, result))
t.start()
a.close()
t.join()
print(result)
c, d = socket.socketpair()
t = threading.Thread(target=wait_for, args=(d, result))
t.start()
d.shutdown(socket.SHUT_RDWR)
t.join()
print(result)
e, f = socket.socketpair()
t = threading.Thread(target=wait_for, args=(f, result))
t.start()
e.sendall(b"data")
t.join()
print(result)
server = socket.create_server(("127.0.0.1", 0))
out = []
def acceptor():
    try:
        server.accept()
    except OSError as error:
        out.append(error.errno)
t = threading.Thread(target=acceptor)
t.start()
server.shutdown(socket.SHUT_RDWR)
t.join()
print(out)
for s in b, c, d, e, f, server:
    s.close()
