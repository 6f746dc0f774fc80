# SPDX-License-Identifier: GPL-3.0-or-later
# Flags combine; families behave as integers.
import socket
print(socket.MSG_PEEK | socket.MSG_DONTWAIT, repr(socket.MSG_PEEK | 0), int(socket.MSG_PEEK | socket.MSG_OOB))
print(socket.AF_INET == 2, socket.AF_INET < socket.AF_INET6, socket.AF_INET in (2, 10),
    hash(socket.AF_INET) == hash(2))
print({2: "inet"}[socket.AF_INET], [socket.AF_INET, socket.SOCK_STREAM], (socket.AF_INET6,),
    {"f": socket.AF_UNIX})
print(socket.AF_INET.name, socket.AF_INET.value, socket.SOCK_STREAM.name, socket.SOCK_STREAM.value)
print(socket.SOCK_STREAM | socket.SOCK_NONBLOCK, socket.SOCK_STREAM * 2, -socket.AF_INET,
    isinstance(socket.AF_INET, int))
print("%s %r %d %x" % (socket.AF_INET, socket.AF_INET, socket.AF_INET, socket.AF_INET6),
    "{:>5}|{!r}".format(socket.AF_INET, socket.AF_INET))
print(type(socket.AF_INET).__name__, type(socket.SOCK_STREAM).__name__, type(socket.MSG_PEEK).__name__,
    type(socket.AI_PASSIVE).__name__, type(socket.SOL_SOCKET).__name__)
print(bool(socket.AF_UNSPEC), bool(socket.AF_INET), str(socket.AF_INET6), socket.AF_INET is socket.AF_INET)
