# SPDX-License-Identifier: GPL-3.0-or-later
# Every call on a closed socket.
import socket
s = socket.socket()
print(s.close(), s.close())
tests = [
    lambda: s.send(b"x"), lambda: s.sendall(b"x"), lambda: s.recv(1), lambda: s.recv_into(bytearray(1)),
    lambda: s.accept(), lambda: s.bind(("127.0.0.1", 0)), lambda: s.listen(),
    lambda: s.connect(("127.0.0.1", 1)), lambda: s.getsockname(), lambda: s.getpeername(),
    lambda: s.setsockopt(1, 2, 1), lambda: s.getsockopt(1, 2), lambda: s.shutdown(2), lambda: s.settimeout(5),
    lambda: s.setblocking(False), lambda: s.settimeout(None),
]
for test in tests:
    try:
        print(test())
    except OSError as e:
        print(type(e).__name__, e)
print(s.fileno(), s.gettimeout(), s.detach(), s.close(), s.family, s)
with socket.socket() as w:
    print(w.fileno() >= 0)
print(w.fileno(), w)
try:
    with w:
        print("entered again")
except OSError as e:
    print(e)
try:
    w.recv(1)
except OSError as e:
    print(e)
