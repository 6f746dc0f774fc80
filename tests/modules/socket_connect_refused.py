# SPDX-License-Identifier: GPL-3.0-or-later
# Nobody listens.
import socket
import errno
s = socket.socket()
s.bind(("127.0.0.1", 0))
address = s.getsockname()
c = socket.socket()
try:
    c.connect(address)
except ConnectionRefusedError as e:
    print(type(e).__name__, e, e.errno == errno.ECONNREFUSED, e.strerror)
c.close()
c = socket.socket()
print(c.connect_ex(address), errno.errorcode[c.connect_ex(address)])
c.close()
try:
    socket.create_connection(address)
except OSError as e:
    print(type(e).__name__, e)
s.listen()
c = socket.socket()
print(c.connect_ex(address))
print(c.connect_ex(address), errno.errorcode[106])
try:
    c.connect(address)
except OSError as e:
    print(type(e).__name__, e)
c.close()
s.close()
