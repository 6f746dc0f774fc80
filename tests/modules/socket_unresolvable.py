# SPDX-License-Identifier: GPL-3.0-or-later
# A host that does not resolve.
import socket
tests = [
    lambda: socket.gethostbyname("no.such.host.invalid"),
    lambda: socket.getaddrinfo("no.such.host.invalid", 80),
    lambda: socket.create_connection(("no.such.host.invalid", 80)),
    lambda: socket.socket().connect(("no.such.host.invalid", 80)),
    lambda: socket.socket().bind(("no.such.host.invalid", 0)),
    lambda: socket.socket().connect_ex(("no.such.host.invalid", 80)),
]
for test in tests:
    try:
        print(test())
    except socket.gaierror as e:
        print(type(e).__name__, isinstance(e, OSError), len(e.args),
            e.errno in (socket.EAI_NONAME, socket.EAI_AGAIN))
