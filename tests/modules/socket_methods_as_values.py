# SPDX-License-Identifier: GPL-3.0-or-later
# Methods of sockets that were not called: which are Python's own functions, and what the errors say of each.
import socket

s = socket.socket()


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def unpack(value):
    a, b = value


for name in "accept", "close", "detach", "bind", "connect", "fileno", "listen", "recv", "send", "sendall", "shutdown", "settimeout":
    method = getattr(s, name)
    print(name, type(method).__name__, method == getattr(s, name), hash(method) == hash(getattr(s, name)))
    t(lambda: unpack(method))
    t(lambda: method[0])
    t(lambda: method + 1)
    t(lambda: len(method))
    t(lambda: int(method))
    print(method.__name__, method.__self__ is s, method.__qualname__)
t(lambda: s.accept(1))
t(lambda: s.close(1, 2))
print(repr(s.accept).split(" fd=")[0])
print(repr(s.recv).split(" at ")[0])
close = s.close
close()
print(s.fileno())
