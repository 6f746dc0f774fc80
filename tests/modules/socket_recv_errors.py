# SPDX-License-Identifier: GPL-3.0-or-later
# What recv refuses.
import socket
a, b = socket.socketpair()
tests = [
    lambda: b.recv(), lambda: b.recv("7"), lambda: b.recv(-1), lambda: b.recv(1.5), lambda: b.recv(None),
    lambda: b.recv(1, "x"), lambda: b.recv(1, 2, 3), lambda: b.recv(bufsize=1), lambda: b.recv(10 ** 20),
    lambda: b.recv([1]), lambda: b.recv(b"1"), lambda: b.recv(10, 1.5), lambda: b.recv(10, 10 ** 20),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
a.close()
b.close()
try:
    b.recv(1)
except OSError as e:
    print(type(e).__name__, e, e.errno)
