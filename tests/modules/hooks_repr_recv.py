# SPDX-License-Identifier: GPL-3.0-or-later
# __repr__, __str__, __format__ and __bool__ that wait for a socket.
import socket
import threading
a, b = socket.socketpair()
class Slow:
    def __repr__(self):
        return "<%s>" % b.recv(1).decode()
    def __format__(self, spec):
        return spec + b.recv(1).decode()
    def __bool__(self):
        return b.recv(1) == b"y"
    def __len__(self):
        return len(b.recv(1))
    def __iter__(self):
        while (data := b.recv(1)) != b".":
            yield data
    def __contains__(self, x):
        return b.recv(1) == x
    def __getattr__(self, name):
        return name + b.recv(1).decode()
    def __call__(self):
        return b.recv(1)
    def __eq__(self, other):
        return b.recv(1) == b"="
def feed():
    for c in "abcdefyn1xyz.kmqc=!":
        a.sendall(c.encode())
t = threading.Thread(target=feed)
t.start()
s = Slow()
print(s, [s], {"k": s})
print(f"{s} {s:>}", "%s" % s)
print(bool(s), not s, len(s), list(s))
print(b"k" in s, s.attribute, s(), s())
print(s == 1, s != 1)
t.join()
a.close()
b.close()
