# SPDX-License-Identifier: GPL-3.0-or-later
# Sockets as dict keys, in lists, compared, and as attributes.
import socket
a, b = socket.socketpair()
names = {a: "left", b: "right"}
print(names[a], names[b], a == b, a == a, a != b, a in [a, b], len({a, b, a}), bool(a))
class Peer:
    def __init__(self, sock):
        self.sock = sock
    def say(self, text):
        return self.sock.send(text.encode())
    def hear(self):
        return self.sock.recv(100).decode()
left, right = Peer(a), Peer(b)
print(left.say("salut"), right.hear(), right.say("ça va"), left.hear())
sockets = [a, b]
for s in sockets:
    s.close()
print([s.fileno() for s in sockets], isinstance(a, socket.socket), hash(a) == hash(a))
try:
    a < b
except TypeError as e:
    print(e)
try:
    len(a)
except TypeError as e:
    print(e)
try:
    iter(a)
except TypeError as e:
    print(e)
