# SPDX-License-Identifier: GPL-3.0-or-later
# create_connection: by name, with a timeout, from a source.
import socket
server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
for address in ("127.0.0.1", port), ("localhost", port), ["127.0.0.1", port]:
    c = socket.create_connection(address)
    print(c.getpeername()[0], c.gettimeout())
    c.close()
    server.accept()[0].close()
c = socket.create_connection(("127.0.0.1", port), 5)
print(c.gettimeout())
c.close()
c = socket.create_connection(("127.0.0.1", port), timeout=None)
print(c.gettimeout())
c.close()
c = socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.2", 0))
print(c.getsockname()[0])
c.close()
server.close()
tests = [
    lambda: socket.create_connection(), lambda: socket.create_connection("x"),
    lambda: socket.create_connection(("127.0.0.1", port)), lambda: socket.create_connection(("127.0.0.1",)),
    lambda: socket.create_connection(("127.0.0.1", 70000)),
    lambda: socket.create_connection(("127.0.0.1", port), "x"),
    lambda: socket.create_connection(("127.0.0.1", port), nope=1),
    lambda: socket.create_connection(("127.0.0.1", port), -1), lambda: socket.create_connection(5),
    lambda: socket.create_connection(("127.0.0.1", port), 1, None, 2),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
