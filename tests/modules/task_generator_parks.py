# SPDX-License-Identifier: GPL-3.0-or-later
# Generators that wait, in two threads, each with its own.
import socket
import threading
def lines(sock):
    rest = b""
    while data := sock.recv(4):
        rest += data
        *whole, rest = rest.split(b"\n")
        yield from whole
    if rest:
        yield rest
def serve(sock, results):
    results.extend(line.decode() for line in lines(sock))
pairs = [socket.socketpair() for _ in range(2)]
results = [[], []]
threads = [threading.Thread(target=serve, args=(p[1], r)) for p, r in zip(pairs, results)]
for t in threads:
    t.start()
for i in range(3):
    for n, (a, b) in enumerate(pairs):
        a.sendall(b"line %d of %d\n" % (i, n))
for a, b in pairs:
    a.sendall(b"unfinished")
    a.close()
for t in threads:
    t.join()
for r in results:
    print(r)
for a, b in pairs:
    b.close()
