# SPDX-License-Identifier: GPL-3.0-or-later
# MSG_WAITALL: a recv waits until all has come, or the stream has ended or was cut.
import socket
import threading

server = socket.create_server(("127.0.0.1", 0))


def tcp():
    client = socket.create_connection(server.getsockname())
    return client, server.accept()[0]


def wait_until_taken(sock):
    while True:
        try:
            sock.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return


def read(sock, size, results):
    results.append(sock.recv(size, socket.MSG_WAITALL))


def read_into(sock, size, results):
    buffer = bytearray(size + 2)
    results.append((sock.recv_into(buffer, size, socket.MSG_WAITALL), buffer[:5], buffer[-5:]))


def piecewise(pair, reader, pieces, size):
    a, b = pair()
    results = []
    thread = threading.Thread(target=reader, args=(b, size, results))
    thread.start()
    for piece in pieces:
        a.sendall(piece)
        wait_until_taken(b)
    return a, b, results, thread


for pair in tcp, socket.socketpair:
    for reader in read, read_into:
        a, b, results, thread = piecewise(pair, reader, [b"one", b"two", b"three"], 11)
        thread.join()
        print(pair.__name__, reader.__name__, "all", results)
        a.close()
        b.close()

        a, b, results, thread = piecewise(pair, reader, [b"one", b"two"], 11)
        a.close()
        thread.join()
        print("the end", results, b.recv(10))
        b.close()

a, b, results, thread = piecewise(tcp, read, [b"one"], 11)
a.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
a.close()
thread.join()
print("cut", results)
try:
    print(b.recv(10))
except OSError as error:
    print(error)
print(b.recv(10))

a, b = tcp()
b.settimeout(5)
a.sendall(b"one")
b.recv(1, socket.MSG_PEEK)
print("with a timeout", b.recv(11, socket.MSG_WAITALL))
a.sendall(b"more")
b.settimeout(None)
b.recv(1, socket.MSG_PEEK)
print("part of it", b.recv(2, socket.MSG_WAITALL), b.recv(2, socket.MSG_WAITALL))

left, right = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
left.send(b"a datagram")
left.send(b"another")
print("datagrams", right.recv(100, socket.MSG_WAITALL), right.recv(100, socket.MSG_WAITALL))
