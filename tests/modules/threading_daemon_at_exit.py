# SPDX-License-Identifier: GPL-3.0-or-later
# The program ends without waiting for a daemon thread.
import threading
import socket
a, b = socket.socketpair()
t = threading.Thread(target=lambda: b.recv(1), daemon=True)
t.start()
print(t.daemon, t.is_alive())
print("leaving")
