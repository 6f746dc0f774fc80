# SPDX-License-Identifier: GPL-3.0-or-later
# Workers that take from a list, woken by a byte.
import socket
import threading
wake, sleep = socket.socketpair()
jobs = []
results = []
def worker():
    while sleep.recv(1) == b".":
        n = jobs.pop(0)
        results.append((n, n * n))
threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for i in range(10):
    jobs.append(i)
    wake.sendall(b".")
wake.sendall(b"xxx")
for t in threads:
    t.join()
print(sorted(results), jobs)
wake.close()
sleep.close()
