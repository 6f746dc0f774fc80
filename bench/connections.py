# SPDX-License-Identifier: GPL-3.0-or-later
# The echo server of a tutorial: one thread a connection, each blocking. It prints its port, and runs until it is ended.
import socket
import sys
import threading


def echo(con):
    while data := con.recv(1024):
        con.sendall(data)


server = socket.create_server(("127.0.0.1", 0), backlog=1000)
print(server.getsockname()[1])
sys.stdout.flush()
while True:
    con, addr = server.accept()
    threading.Thread(target=echo, args=(con,), daemon=True).start()
