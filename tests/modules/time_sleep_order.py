# SPDX-License-Identifier: GPL-3.0-or-later
# Sleeping threads wake in the order of their deadlines.
import time
import threading
log = []
def wake(n):
    time.sleep(n / 25)
    log.append(n)
threads = [threading.Thread(target=wake, args=(n,)) for n in (3, 1, 4, 2)]
for t in threads:
    t.start()
while len(log) < 4:
    time.sleep(0.005)
print(log)
for t in threads:
    t.join()
