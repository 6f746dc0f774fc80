# SPDX-License-Identifier: GPL-3.0-or-later
# Messages with their length before them.
import socket
import threading
def send_message(sock, data):
    sock.sendall(len(data).to_bytes(4, "big") + data)
def recv_exactly(sock, n):
    data = bytearray()
    while len(data) < n:
        part = sock.recv(n - len(data))
        if not part:
            raise EOFError("closed after %d of %d bytes" % (len(data), n))
        data += part
    return bytes(data)
def recv_message(sock):
    return recv_exactly(sock, int.from_bytes(recv_exactly(sock, 4), "big"))
a, b = socket.socketpair()
messages = [b"", b"short", "déjà vu".encode(), bytes(100000)]
def send_all():
    for m in messages:
        send_message(a, m)
    a.sendall(b"\0\0\0\x10only part")
    a.close()
t = threading.Thread(target=send_all)
t.start()
for m in messages:
    got = recv_message(b)
    print(len(got), got == m, got[:10])
try:
    recv_message(b)
except EOFError as e:
    print(e)
try:
    recv_message(b)
except EOFError as e:
    print(e)
t.join()
b.close()
