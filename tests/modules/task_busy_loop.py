# SPDX-License-Identifier: GPL-3.0-or-later
# A thread that only counts does not keep others from running.
import threading
import socket
a, b = socket.socketpair()
stop = False
def spin():
    n = 0
    while not stop:
        n += 1
    return n
t = threading.Thread(target=spin, daemon=True)
t.start()
echo = threading.Thread(target=lambda: b.sendall(b.recv(10).upper()))
echo.start()
a.sendall(b"hello")
print(a.recv(10))
stop = True
t.join()
echo.join()
print(t.is_alive())
a.close()
b.close()
