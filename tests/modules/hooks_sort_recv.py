# SPDX-License-Identifier: GPL-3.0-or-later
# key functions and __lt__ that wait for a socket.
import socket
import threading
a, b = socket.socketpair()
def key(x):
    return b.recv(1)
def feed(data):
    for i in range(len(data)):
        a.sendall(data[i:i + 1])
def fed(data):
    t = threading.Thread(target=feed, args=(data,))
    t.start()
    return t
t = fed(b"312")
print(sorted(["x", "y", "z"], key=key))
t.join()
class Slow:
    def __init__(self, n):
        self.n = n
    def __lt__(self, other):
        b.recv(1)
        return self.n < other.n
    def __repr__(self):
        return "Slow(%d)" % self.n
t = fed(b"." * 50)
print(sorted([Slow(3), Slow(1), Slow(2)]), max(Slow(1), Slow(2), key=lambda s: s.n))
items = [Slow(2), Slow(1)]
items.sort()
print(items)
t.join()
a.close()
print(min("pq", key=key), len(b.recv(100)) > 10, b.recv(1))
b.close()
