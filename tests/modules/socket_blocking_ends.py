# SPDX-License-Identifier: GPL-3.0-or-later
# A blocking send comes back when the system has taken all, or when something ends it: a reset, a shutdown, SO_SNDTIMEO. And other
# calls end as the system ends them, whether other threads run or not.
import socket
import threading

import _until_it_waits

N = 20_000_000
listener = socket.create_server(("127.0.0.1", 0))


def tcp():
    client = socket.create_connection(listener.getsockname())
    return client, listener.accept()[0]


def said(function, *args):
    try:
        return function(*args)
    except OSError as problem:
        return f"{type(problem).__name__} {problem}"


def beside(function, *args):
    log = []
    thread = threading.Thread(target=lambda: log.append(said(function, *args)))
    _until_it_waits.start(thread)
    return thread, log


def drain(sock):
    count = 0
    while data := sock.recv(1 << 20):
        count += len(data)
    return count


def timeval(seconds):
    return int(seconds).to_bytes(8, "little") + int(seconds % 1 * 1e6).to_bytes(8, "little")


for make in tcp, socket.socketpair:
    a, b = make()
    thread, log = beside(drain, b)
    print(a.send(bytes(N)), end=" ")
    a.shutdown(socket.SHUT_WR)
    thread.join()
    print(log)

    a, b = make()
    thread, log = beside(drain, b)
    print(said(a.sendto, bytes(N), listener.getsockname() if make is tcp else "/nowhere"))
    a.close()
    thread.join()
    print(log)

    a, b = make()
    thread, log = beside(a.send, bytes(N))
    b.recv(100000)
    b.close()
    thread.join()
    print("reset", 0 < log[0] < N, said(a.send, b"x"), said(a.send, b"x"))

    a, b = make()
    thread, log = beside(a.send, bytes(N))
    a.shutdown(socket.SHUT_WR)
    thread.join()
    print("shut", 0 < log[0] < N, said(a.send, b"x"))

    for alone in True, False:
        a, b = make()
        event = threading.Event()
        thread = threading.Thread(target=event.wait)
        if not alone:
            thread.start()
        a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, timeval(0.1))
        a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, timeval(0.1))
        print("limit", 0 < a.send(bytes(N)) < N)
        print(said(a.recv, 3), said(a.recvfrom, 3), said(a.recv, 10, socket.MSG_WAITALL), sep="\n")
        print(said(a.recv_into, bytearray(3), 0, socket.MSG_WAITALL), said(a.sendall, bytes(N)), sep="\n")
        b.send(b"abc")
        print(said(a.recv, 10, socket.MSG_WAITALL))
        event.set()

    a, b = make()
    print(said(a.recv, 1, socket.MSG_OOB), said(a.recv, 1, socket.MSG_ERRQUEUE) if make is tcp else None)
    thread, log = beside(a.recv, 5)
    print(said(a.accept))
    b.close()
    thread.join()

u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.settimeout(0.01)
print(said(u.recv, 5))
u.settimeout(None)
print(said(u.accept), said(u.listen))
a, b = tcp()
a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, 4)
b.send(b"12")
thread, log = beside(a.recv, 10)
b.send(b"3456")
thread.join()
print(log)
b.send(b"12")
print(a.recv(2))
listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, timeval(0.1))
print(said(listener.accept))
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setblocking(False)
other = socket.socket(fileno=socket.dup(s.fileno()))
print(other.gettimeout(), said(other.recv, 5))
