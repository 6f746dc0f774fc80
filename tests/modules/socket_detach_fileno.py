# SPDX-License-Identifier: GPL-3.0-or-later
# detach gives the descriptor away; socket(fileno=) takes one.
import socket
import os
s = socket.create_server(("127.0.0.1", 0))
fd = s.fileno()
print(fd > 2, s.detach() == fd, s.fileno(), s)
again = socket.socket(fileno=fd)
print(again.fileno() == fd, again.family, again.type, again.getsockname()[0])
c = socket.create_connection(again.getsockname())
print(again.accept()[1] == c.getsockname())
again.close()
c.close()
a, b = socket.socketpair()
fd = a.detach()
print(os.close(fd), b.recv(1))
try:
    os.close(fd)
except OSError as e:
    print(type(e).__name__, e)
try:
    a.recv(1)
except OSError as e:
    print(e)
print(a.detach(), a.close())
b.close()
c, d = socket.socketpair()
print(socket.close(c.detach()), d.recv(1))
d.close()
