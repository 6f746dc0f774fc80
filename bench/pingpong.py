# SPDX-License-Identifier: GPL-3.0-or-later
# Ping-pong of 64 bytes, as a person would write it. `serve` prints its port and echoes one connection;
# `ping PORT ROUNDS` prints the seconds it took.
import socket
import sys
import time

SIZE = 64


def serve():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1])
    sys.stdout.flush()
    peer, address = listener.accept()
    while True:
        data = peer.recv(SIZE)
        if not data:
            break
        peer.sendall(data)


def ping(port, rounds):
    peer = socket.create_connection(("127.0.0.1", port))
    data = b"x" * SIZE
    begin = time.perf_counter()
    for _ in range(rounds):
        peer.sendall(data)
        left = SIZE
        while left > 0:
            left -= len(peer.recv(left))
    print(time.perf_counter() - begin)


if sys.argv[1] == "serve":
    serve()
else:
    ping(int(sys.argv[2]), int(sys.argv[3]))
