# SPDX-License-Identifier: GPL-3.0-or-later
# With a timeout a call waits until the socket is ready, and only then tries: what would fail at once waits in vain.
import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
peer, _ = listener.accept()
fresh = socket.socket()
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
calls = [
    lambda sock: sock.recv(5),
    lambda sock: sock.recv(5, socket.MSG_OOB),
    lambda sock: sock.recv(5, socket.MSG_DONTWAIT),
    lambda sock: sock.recv_into(bytearray(4)),
    lambda sock: sock.recvfrom(5),
    lambda sock: sock.send(b"x"),
    lambda sock: sock.send(b"x", socket.MSG_DONTWAIT),
    lambda sock: sock.sendall(b"x"),
    lambda sock: sock.sendto(b"x", ("127.0.0.1", 9)),
    lambda sock: sock.accept()[0].fileno() > 2,
    lambda sock: sock.recv(0),
]
for name, sock in ("listener", listener), ("fresh", fresh), ("client", client), ("datagrams", datagrams):
    for timeout in 0.02, 0:
        sock.settimeout(timeout)
        for i, call in enumerate(calls):
            if timeout == 0 and i == 4 and sock is datagrams:
                continue
            try:
                print(name, timeout, i, call(sock))
            except OSError as problem:
                print(name, timeout, i, type(problem).__name__, problem)
client.settimeout(0.2)
count = 0
try:
    while True:
        count += client.send(bytes(1000))
except TimeoutError as problem:
    print(problem, count > 10000)
peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 1 << 20)
peer.settimeout(0.02)
client.close()
while peer.recv(1 << 20):
    pass
