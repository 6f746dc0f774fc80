# SPDX-License-Identifier: GPL-3.0-or-later
# A class of one's own derived from socket.
import socket
class Lines(socket.socket):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.count = 0
    def send_line(self, text):
        self.count += 1
        self.sendall(text.encode() + b"\n")
server = socket.create_server(("127.0.0.1", 0))
c = Lines()
c.connect(server.getsockname())
con, _ = server.accept()
c.send_line("one")
c.send_line("two")
c.close()
data = b""
while part := con.recv(100):
    data += part
print(data, c.count, type(c).__name__, isinstance(c, socket.socket))
print(c)
con.close()
server.close()
