# SPDX-License-Identifier: GPL-3.0-or-later
# Calls on a socket that has not connected.
import socket
s = socket.socket()
tests = [
    lambda: s.send(b"x"), lambda: s.sendall(b"x"), lambda: s.recv(1), lambda: s.getpeername(),
    lambda: s.shutdown(socket.SHUT_RDWR), lambda: s.accept(), lambda: s.recv_into(bytearray(1)),
    lambda: s.getsockname(),
]
for test in tests:
    try:
        print(test())
    except OSError as e:
        print(type(e).__name__, e)
s.listen()
print(s.getsockname()[0])
for test in [lambda: s.send(b"x"), lambda: s.recv(1), lambda: s.getpeername(), lambda: s.listen()]:
    try:
        print(test())
    except OSError as e:
        print(type(e).__name__, e)
c = socket.socket()
c.connect(("127.0.0.1", s.getsockname()[1]))
for test in [lambda: c.accept(), lambda: c.listen(), lambda: c.bind(("127.0.0.1", 0))]:
    try:
        print(test())
    except OSError as e:
        print(type(e).__name__, e)
c.close()
s.close()
