# SPDX-License-Identifier: GPL-3.0-or-later
# Ports out of range, everywhere that a port is taken.
import socket
s = socket.socket()
for port in -1, 65536, 70000, 1 << 40, 1 << 70, -(1 << 70):
    for name in "bind", "connect", "connect_ex":
        try:
            getattr(s, name)(("127.0.0.1", port))
        except Exception as e:
            print(name, type(e).__name__, e)
    try:
        socket.create_server(("127.0.0.1", port))
    except Exception as e:
        print("create_server", type(e).__name__, e)
s.bind(("127.0.0.1", 0))
print(0 < s.getsockname()[1] < 65536)
s.close()
t = socket.socket(socket.AF_INET6)
for name in "bind", "connect":
    try:
        getattr(t, name)(("::1", 65536))
    except OverflowError as e:
        print(name, e)
t.close()
