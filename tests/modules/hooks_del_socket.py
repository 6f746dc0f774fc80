# SPDX-License-Identifier: GPL-3.0-or-later
# __del__ may use a socket.
import socket
class Peer:
    def __init__(self, sock):
        self.sock = sock
    def __del__(self):
        self.sock.sendall(b"bye")
        self.sock.close()
a, b = socket.socketpair()
p = Peer(a)
del a
print("peer lives")
p = None
print(b.recv(10), b.recv(10))
a, b = socket.socketpair()
def scope():
    Peer(a)
scope()
print(b.recv(10))
b.close()
class Raises:
    def __del__(self):
        raise ValueError("ignored")
b.close()
print("end")
