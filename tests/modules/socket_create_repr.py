# SPDX-License-Identifier: GPL-3.0-or-later
# repr of a socket in every state, ports masked.
import socket
def mask(s, *sockets):
    text = repr(s)
    for other in sockets:
        text = text.replace(str(other), "PORT")
    return text
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
print(s)
s.bind(("127.0.0.1", 0))
port = s.getsockname()[1]
print(mask(s, port))
s.listen()
c = socket.socket()
print(c)
c.connect(("127.0.0.1", port))
cport = c.getsockname()[1]
print(mask(c, port, cport))
con, addr = s.accept()
print(mask(con, port, cport), addr == ("127.0.0.1", cport))
c.close()
print(c)
con.close()
s.close()
print(s, str(s) == repr(s))
print([s], f"{s}")
d = socket.socket(socket.AF_INET6)
print(d)
d.close()
