# SPDX-License-Identifier: GPL-3.0-or-later
# What calls cost that do not wait: prints the nanoseconds of processor time of one setblocking, of one send or recv of
# 64 bytes, and of one listen, after which the journal takes the kernel's facts. Imported by a shell it has the journal on;
# run as a program, off.
import socket
import threading
import time

CALLS = 50000

# Two tasks, with the journal and without: a program with a single one makes plain blocking calls.
threading.Thread(target=threading.Event().wait, daemon=True).start()


def of_setblocking(sock):
    begin = time.process_time()
    for _ in range(CALLS):
        sock.setblocking(True)
    return time.process_time() - begin


def of_bytes(one, other):
    data = b"x" * 64
    begin = time.process_time()
    for _ in range(CALLS // 2):
        one.send(data)
        other.recv(64)
    return time.process_time() - begin


def of_listen(sock):
    begin = time.process_time()
    for _ in range(CALLS):
        sock.listen(5)
    return time.process_time() - begin


one, other = socket.socketpair()
listener = socket.create_server(("127.0.0.1", 0))
for seconds in (of_setblocking(one), of_bytes(one, other), of_listen(listener)):
    print(round(seconds / CALLS * 1e9))
