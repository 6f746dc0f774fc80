# SPDX-License-Identifier: GPL-3.0-or-later
# With MSG_TRUNC the kernel tells how long the datagram was, which may be more than there was room for: only what has come is given.
import socket

a, b = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
for room in 10, 200, 300, 1000, 70000:
    a.send(b"x" * 100000)
    print(room, b.recv(room, socket.MSG_TRUNC) == b"x" * room)
