# SPDX-License-Identifier: GPL-3.0-or-later
# A program that has used up its descriptors before it ever waited can still wait, with a deadline and without.
import socket
import time

a, b = socket.socketpair()
a.settimeout(0.01)
sockets = []
try:
    while len(sockets) < 70000:
        sockets.append(socket.socket())
    print("no limit below", len(sockets))
except OSError as e:
    print(type(e).__name__, e)
try:
    a.recv(5)
except OSError as e:
    print(type(e).__name__, e)
time.sleep(0.01)
b.send(b"hello")
print(a.recv(5))
