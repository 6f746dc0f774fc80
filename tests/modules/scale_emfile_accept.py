# SPDX-License-Identifier: GPL-3.0-or-later
# A server whose process has no descriptor left: accept() raises, the loop goes on, and the client that waited is served
# when there is one again. Once with the server alone in the call, once with a client's thread beside it.
import errno
import socket
import threading


def fill():
    held = []
    try:
        while True:
            held.append(socket.socket())
    except OSError as error:
        print("full:", errno.errorcode[error.errno])
    return held


def accept_twice(held):
    try:
        server.accept()
    except OSError as error:
        print(type(error).__name__, error)
    while held:
        held.pop().close()
    con, addr = server.accept()
    print(con.recv(10))
    con.close()


server = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=server.accept)
thread.start()
socket.create_connection(server.getsockname()).close()
thread.join()

client = socket.create_connection(server.getsockname())
client.sendall(b"one")
accept_twice(fill())

client.close()
client = socket.socket()
thread = threading.Thread(target=accept_twice, args=(fill(),))
thread.start()
client.connect(server.getsockname())
client.sendall(b"two")
thread.join()
