# SPDX-License-Identifier: GPL-3.0-or-later
# recv_into fills a buffer of the caller's.
import socket
a, b = socket.socketpair()
buffer = bytearray(10)
a.sendall(b"hello")
print(b.recv_into(buffer), buffer)
a.sendall(b"world!")
print(b.recv_into(buffer, 3), buffer, b.recv_into(buffer), buffer)
view = memoryview(buffer)
a.sendall(b"XYZ")
print(b.recv_into(view[5:]), buffer)
a.sendall(b"abc")
print(b.recv_into(buffer, 0, socket.MSG_PEEK), b.recv_into(buffer, nbytes=2), b.recv(10), buffer)
tests = [
    lambda: b.recv_into(), lambda: b.recv_into(b"readonly"), lambda: b.recv_into("x"), lambda: b.recv_into(5),
    lambda: b.recv_into(buffer, -1), lambda: b.recv_into(buffer, 11), lambda: b.recv_into(buffer, "x"),
    lambda: b.recv_into(buffer, 1, "x"), lambda: b.recv_into(buffer, 1, 0, 0), lambda: b.recv_into([1]),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
a.close()
print(b.recv_into(buffer), b.recv_into(bytearray()))
b.close()
