# SPDX-License-Identifier: GPL-3.0-or-later
# Sizes no buffer can have.
import socket
a, b = socket.socketpair()
a.sendall(b"data")
for test in [
    lambda: b.recv(1 << 62), lambda: b.recv(1 << 63), lambda: b.recv(-1), lambda: b.recv(-(1 << 70)),
    lambda: b.recv_into(bytearray(4), 1 << 62), lambda: b.recv_into(bytearray(4), 5),
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
print(b.recv(1 << 20))
try:
    a.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR, 1 << 40)
except Exception as e:
    print(type(e).__name__, e)
a.close()
b.close()
