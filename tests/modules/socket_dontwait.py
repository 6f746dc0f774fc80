# SPDX-License-Identifier: GPL-3.0-or-later
# MSG_DONTWAIT: this call of a socket that waits otherwise does not.
import socket
import threading


def show(name, call, *arguments):
    try:
        print(name, call(*arguments))
    except OSError as error:
        print(name, type(error).__name__, error)


def fill(send):
    while True:
        send(b"x" * 10_000, socket.MSG_DONTWAIT)


def each():
    a, b = socket.socketpair()
    show("recv", b.recv, 1, socket.MSG_DONTWAIT)
    show("a peek", b.recv, 1, socket.MSG_DONTWAIT | socket.MSG_PEEK)
    show("recv_into", b.recv_into, bytearray(1), 1, socket.MSG_DONTWAIT)
    show("recvfrom", b.recvfrom, 1, socket.MSG_DONTWAIT)
    show("recv of all", b.recv, 9, socket.MSG_DONTWAIT | socket.MSG_WAITALL)
    a.send(b"here")
    show("recv", b.recv, 9, socket.MSG_DONTWAIT)
    show("send", fill, a.send)
    show("sendall", fill, a.sendall)
    a.close()
    b.close()
    a, b = socket.socketpair()
    b.settimeout(0.01)
    show("with a timeout", b.recv, 1, socket.MSG_DONTWAIT)


each()
other, end = socket.socketpair()
thread = threading.Thread(target=other.recv, args=(1,))
thread.start()
each()  # beside another that waits
end.close()
thread.join()
