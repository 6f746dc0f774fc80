# SPDX-License-Identifier: GPL-3.0-or-later
# A port that somebody listens on.
import socket
a = socket.socket()
a.bind(("127.0.0.1", 0))
a.listen()
b = socket.socket()
try:
    b.bind(a.getsockname())
except OSError as e:
    print(type(e).__name__, e, e.errno, e.strerror)
b.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
try:
    b.bind(a.getsockname())
except OSError as e:
    print(e)
a.close()
port = None
b.bind(("127.0.0.1", 0))
print(b.getsockname()[1] > 0)
b.close()
try:
    with socket.create_server(("127.0.0.1", 0)) as s:
        socket.create_server(s.getsockname())
except OSError as e:
    print(e.errno, e.strerror.split(" (")[0])
