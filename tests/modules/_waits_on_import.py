# SPDX-License-Identifier: GPL-3.0-or-later
# Receives from a thread of its own while it is imported.
import socket
import threading
a, b = socket.socketpair()
t = threading.Thread(target=lambda: a.sendall(b"while importing"))
t.start()
received = b.recv(100)
t.join()
a.close()
b.close()
