# SPDX-License-Identifier: GPL-3.0-or-later
# htons, ntohs, htonl, ntohl.
import socket
for n in 0, 1, 80, 3000, 65535, True:
    print(n, socket.htons(n), socket.ntohs(n), socket.htonl(n), socket.ntohl(n))
print(socket.htonl(2 ** 32 - 1), socket.ntohl(0x01020304), hex(socket.htonl(0x01020304)),
    socket.ntohs(socket.htons(3000)))
for f in socket.htons, socket.ntohs, socket.htonl, socket.ntohl:
    for bad in -1, 65536, 2 ** 32, 2 ** 70, "x", 1.5, None:
        try:
            print(f.__name__, bad, f(bad))
        except Exception as e:
            print(f.__name__, bad, type(e).__name__, e)
    try:
        f()
    except TypeError as e:
        print(e)
