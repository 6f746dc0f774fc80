# SPDX-License-Identifier: GPL-3.0-or-later
# A call that waits goes on when another thread closes its socket; with a timeout it finds out once something comes.
import socket
import threading

import _until_it_waits


def start(function, *args):
    log = []

    def run():
        try:
            log.append(function(*args))
        except OSError as problem:
            log.append((type(problem).__name__, str(problem)))

    thread = threading.Thread(target=run, daemon=True)
    _until_it_waits.start(thread)
    return thread, log


def show(name, waiting):
    thread, log = waiting
    thread.join(0.1)
    print(name, thread.is_alive(), log)


def pair(timeout=None):
    a, b = socket.socketpair()
    b.settimeout(timeout)
    return a, b


for name, args in ("recv", (10,)), ("recvfrom", (10,)), ("recv_into", (bytearray(4),)), ("recv", (3, socket.MSG_WAITALL)):
    a, b = pair()
    waiting = start(getattr(b, name), *args)
    number = b.fileno()
    b.close()
    print(b.fileno(), b)
    show(name, waiting)
    again = socket.socket()
    print(again.fileno() == number)
    a.send(b"late")
    show(name, waiting)
    try:
        a.send(b"x")
        a.recv(1)
    except OSError as problem:
        print(problem)

a, b = pair(5)
waiting = start(b.recv, 10)
b.close()
show("timeout", waiting)
a.send(b"late")
show("timeout", waiting)
a, b = pair(0.2)
waiting = start(b.recv, 10)
b.close()
waiting[0].join()
show("expired", waiting)
a, b = pair()
waiting = start(b.recv, 10)
b.detach()
show("detach", waiting)
a.send(b"late")
show("detach", waiting)

listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()
waiting = start(listener.accept)
listener.close()
show("accept", waiting)
client = socket.create_connection(address)
waiting[0].join()
print(type(waiting[1][0]))
accepted, peer = waiting[1][0]
print(peer == client.getsockname())
try:
    socket.create_connection(address)
except OSError as problem:
    print(problem)
accepted.send(b"hi")
print(client.recv(5))
listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(5)
address = listener.getsockname()
waiting = start(listener.accept)
listener.close()
client = socket.create_connection(address)
show("accept with a timeout", waiting)

a, b = pair()
waiting = start(b.send, bytes(10_000_000))
b.close()
show("send", waiting)
count = 0
while data := a.recv(1 << 20):
    count += len(data)
print(count)
show("send", waiting)
a, b = pair()
waiting = start(b.sendall, bytes(10_000_000))
b.close()
a.settimeout(1)
count = 0
while data := a.recv(1 << 20):
    count += len(data)
print(count)
show("sendall", waiting)

u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.bind(("127.0.0.1", 0))
waiting = start(u.recvfrom, 10)
address = u.getsockname()
u.close()
other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
other.sendto(b"hello", address)
waiting[0].join()
print(waiting[1][0][0])
a, b = pair()
first, second = start(b.recv, 2), start(b.recv, 2)
b.close()
a.send(b"1234")
for thread, log in first, second:
    thread.join()
print(sorted(first[1] + second[1]))
a, b = pair()
with b:
    waiting = start(b.recv, 10)
show("with", waiting)
a.send(b"late")
show("with", waiting)
