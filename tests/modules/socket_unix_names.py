# SPDX-License-Identifier: GPL-3.0-or-later
# Names of Unix sockets: chosen by the kernel, abstract, of the longest kind, and none.
import os
import socket

unnamed = socket.socket(socket.AF_UNIX)
print(repr(unnamed.getsockname()))
unnamed.bind("")
chosen = unnamed.getsockname()
print(type(chosen), len(chosen), chosen[:1])

for name in (b"\0", b"\0a\0b\0", b"\0" + b"x" * 107):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as s, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as c:
        s.bind(name)
        print(s.getsockname() == name)
        c.sendto(b"hi", name)
        print(s.recvfrom(10))
        c.connect(name)
        print(c.getpeername() == name)

path = "x" * 107
with socket.socket(socket.AF_UNIX) as s, socket.socket(socket.AF_UNIX) as c:
    s.bind(path)
    s.listen()
    c.connect(path)
    con, address = s.accept()
    print(repr(address), c.getpeername() == s.getsockname() == con.getsockname() == path)
    con.close()
os.unlink(path)

for name in ("x" * 108, b"\0" + b"x" * 108):
    try:
        socket.socket(socket.AF_UNIX).bind(name)
    except OSError as error:
        print(error)
