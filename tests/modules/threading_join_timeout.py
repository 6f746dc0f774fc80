# SPDX-License-Identifier: GPL-3.0-or-later
# join with a timeout comes back while the thread still runs.
import threading
import socket
import time
a, b = socket.socketpair()
t = threading.Thread(target=lambda: print("thread got", b.recv(10)))
t.start()
print(t.join(0.01), t.is_alive(), t.join(timeout=0), t.is_alive(), t.join(-1))
a.sendall(b"go")
t.join(5)
print(t.is_alive())
order = []
def sleeper(name, seconds):
    time.sleep(seconds)
    order.append(name)
threads = [threading.Thread(target=sleeper, args=p) for p in [("slow", 0.15), ("fast", 0.01),
    ("middle", 0.07)]]
for x in threads:
    x.start()
for x in threads:
    x.join()
print(order)
a.close()
b.close()
