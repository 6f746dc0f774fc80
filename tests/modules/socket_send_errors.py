# SPDX-License-Identifier: GPL-3.0-or-later
# What send and sendall refuse.
import socket
a, b = socket.socketpair()
tests = [
    lambda: a.send(), lambda: a.send("text"), lambda: a.send(5), lambda: a.send(None), lambda: a.send(["x"]),
    lambda: a.send(b"x", "y"), lambda: a.send(b"x", 0, 0), lambda: a.send(data=b"x"),
    lambda: a.send("Comment ça va ?"), lambda: a.sendall(), lambda: a.sendall("text"), lambda: a.sendall(5),
    lambda: a.sendall(b"x", 1.5), lambda: a.sendall(b"x", 1, 2), lambda: a.sendall(None), lambda: a.send(1.5),
    lambda: a.send(b"x", None), lambda: a.send((1, 2)), lambda: a.sendall({}),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
print(a.send(b""), a.sendall(b""), a.send(bytearray(b"ab")), a.send(memoryview(b"cd")), a.send(b"e", 0),
    a.sendall(bytearray(b"f")))
print(b.recv(100))
a.close()
for f in a.send, a.sendall:
    try:
        f(b"x")
    except OSError as e:
        print(type(e).__name__, e)
b.close()
