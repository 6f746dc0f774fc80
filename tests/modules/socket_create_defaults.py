# SPDX-License-Identifier: GPL-3.0-or-later
# socket() with its defaults, and what the object says of itself.
import socket
s = socket.socket()
print(s.family, s.type, s.proto, s.fileno(), s.gettimeout(), s.getblocking(), s.timeout)
print(repr(s.family), repr(s.type), type(s), type(s).__name__)
s.close()
for args in [(socket.AF_INET,), (socket.AF_INET6, socket.SOCK_STREAM), (2, 1), (2, 1, 0), (2, 1, 6),
    (-1, -1, -1)]:
    s = socket.socket(*args)
    print(args, s.family, s.type, s.proto)
    s.close()
s = socket.socket(family=socket.AF_INET, type=socket.SOCK_STREAM, proto=0)
print(s.proto, s.fileno())
s.close()
s = socket.socket(proto=socket.IPPROTO_TCP)
print(s.proto)
s.close()
print(s.fileno(), s.family, s.type)
for attribute in "family", "type", "proto", "timeout":
    try:
        setattr(s, attribute, 1)
        print("set", attribute)
    except AttributeError as e:
        print(type(e).__name__)
print(socket.socket.__name__, socket.SocketType.__name__, isinstance(s, socket.socket))
