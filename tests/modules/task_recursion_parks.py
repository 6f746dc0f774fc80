# SPDX-License-Identifier: GPL-3.0-or-later
# A recursion that waits at its deepest.
import socket
import threading
a, b = socket.socketpair()
def descend(n):
    if n == 0:
        return b.recv(5)
    return descend(n - 1) + b"."
t = threading.Thread(target=lambda: a.sendall(b"depth"))
t.start()
print(len(descend(300)))
t.join()
def many(n):
    if n == 0:
        return [b.recv(1)]
    with socket.socket():
        try:
            return many(n - 1) + [b.recv(1)]
        finally:
            order.append(n)
order = []
t = threading.Thread(target=lambda: a.sendall(b"abcdef"))
t.start()
print(many(5), order)
t.join()
a.close()
b.close()
