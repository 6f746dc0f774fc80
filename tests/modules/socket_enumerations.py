# SPDX-License-Identifier: GPL-3.0-or-later
# The enumerations of socket: print, subscript and walk.
import socket
for enum in (socket.AddressFamily, socket.SocketKind, socket.MsgFlag, socket.AddressInfo):
    print(enum, enum.__name__, enum.__module__)
print(socket.AddressFamily["AF_INET"], repr(socket.AddressFamily["AF_INET"]), socket.AF_INET.name)
print(list(socket.SocketKind)[:2], socket.AF_INET in list(socket.AddressFamily), next(iter(socket.SocketKind)))
print([kind.name for kind in socket.SocketKind][:3])
for name in ("AF_NONE", 2, None):
    try:
        socket.AddressFamily[name]
    except KeyError as e:
        print("KeyError", e)
