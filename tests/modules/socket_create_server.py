# SPDX-License-Identifier: GPL-3.0-or-later
# create_server: its options and what it sets.
import socket
with socket.create_server(("127.0.0.1", 0)) as s:
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR),
        s.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN), s.family, s.gettimeout())
with socket.create_server(("::1", 0), family=socket.AF_INET6) as s:
    print(s.getsockname()[0], s.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY))
    c = socket.create_connection(s.getsockname()[:2])
    con, addr = s.accept()
    print(addr[0], len(addr), con.family)
    c.close()
    con.close()
with socket.create_server(("", 0), family=socket.AF_INET6, dualstack_ipv6=True) as s:
    print(s.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY), socket.has_dualstack_ipv6())
    c = socket.create_connection(("127.0.0.1", s.getsockname()[1]))
    con, addr = s.accept()
    print(addr[0])
    c.close()
    con.close()
with socket.create_server(("127.0.0.1", 0), backlog=1, reuse_port=True) as s:
    print(s.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT))
    with socket.create_server(s.getsockname(), reuse_port=True) as t:
        print(t.getsockname() == s.getsockname())
tests = [
    lambda: socket.create_server(), lambda: socket.create_server("x"),
    lambda: socket.create_server(("127.0.0.1", 70000)),
    lambda: socket.create_server(("127.0.0.1", 0), dualstack_ipv6=True),
    lambda: socket.create_server(("127.0.0.1", 0), 2), lambda: socket.create_server(("127.0.0.1", "0")),
    lambda: socket.create_server(("127.0.0.1", 0), nope=1), lambda: socket.create_server(("127.0.0.1",)),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
