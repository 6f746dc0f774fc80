# SPDX-License-Identifier: GPL-3.0-or-later
# A megabyte through sendall and many recv calls.
import socket
import threading
a, b = socket.socketpair()
data = bytes(range(256)) * 4096
def send():
    print("sendall", a.sendall(data))
    a.close()
t = threading.Thread(target=send)
t.start()
parts = []
while True:
    part = b.recv(65536)
    if not part:
        break
    parts.append(part)
t.join()
received = b"".join(parts)
print(len(received), received == data, len(parts) > 1)
b.close()
