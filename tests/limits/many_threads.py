# SPDX-License-Identifier: GPL-3.0-or-later
# Five hundred threads at once.
import threading
import socket
a, b = socket.socketpair()
done = []
def wait(i):
    b.recv(1)
    done.append(i)
threads = [threading.Thread(target=wait, args=(i,)) for i in range(300)]
for t in threads:
    t.start()
print(len(done), all(t.is_alive() for t in threads))
a.sendall(b"x" * 300)
for t in threads:
    t.join()
print(len(done), sorted(done) == list(range(300)), any(t.is_alive() for t in threads))
a.close()
b.close()
