# SPDX-License-Identifier: GPL-3.0-or-later
# Addresses that bind accepts.
import socket
for host in "127.0.0.1", "", "0.0.0.0", b"127.0.0.1", bytearray(b"127.0.0.1"), "localhost", "<broadcast>", "127.1", "0x7f.1":
    s = socket.socket()
    try:
        s.bind((host, 0))
        print(repr(host), s.getsockname()[0], s.getsockname()[1] > 0)
    except OSError as e:
        print(repr(host), type(e).__name__, e)
    s.close()
for host in "::1", "::", "":
    s = socket.socket(socket.AF_INET6)
    s.bind((host, 0))
    name = s.getsockname()
    print(repr(host), name[0], len(name), name[2:], name[1] > 0)
    s.close()
s = socket.socket(socket.AF_INET6)
s.bind(("::1", 0, 0, 0))
print(s.getsockname()[0])
s.close()
s = socket.socket()
print(s.getsockname())
s.bind(("127.0.0.1", 0))
try:
    s.bind(("127.0.0.1", 0))
except OSError as e:
    print(type(e).__name__, e)
s.close()
