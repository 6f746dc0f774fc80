# SPDX-License-Identifier: GPL-3.0-or-later
# A hundred turns between two threads.
import socket
import threading
a, b = socket.socketpair()
def pong():
    count = 0
    while data := b.recv(64):
        b.sendall(data.upper())
        count += 1
    print("pong ended after", count)
t = threading.Thread(target=pong)
t.start()
for i in range(100):
    a.sendall(b"ping %d" % i)
    reply = a.recv(64)
    if i % 25 == 0:
        print(reply)
a.shutdown(socket.SHUT_WR)
t.join()
a.close()
b.close()
