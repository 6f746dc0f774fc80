# SPDX-License-Identifier: GPL-3.0-or-later
# Two threads that read one socket each get a part.
import socket
import threading
a, b = socket.socketpair()
got = []
def read():
    got.append(b.recv(1))
threads = [threading.Thread(target=read) for _ in range(2)]
for t in threads:
    t.start()
a.sendall(b"x")
a.sendall(b"y")
for t in threads:
    t.join()
print(sorted(got))
a.close()
b.close()
