# SPDX-License-Identifier: GPL-3.0-or-later
# Threads that end while the end of the program walks them: all others still run to their end.
import threading, time
is_over = threading.Event()
def late():
    is_over.wait()
    time.sleep(0.1)
    print("late", flush=True)
def short(i):
    time.sleep(i % 50 * 0.001)
    if i % 100 == 0: threading.Thread(target=time.sleep, args=(0.01,)).start()
threading.Thread(target=late).start()
for i in range(600):
    threading.Thread(target=short, args=(i,)).start()
print("end of the main thread", flush=True)
is_over.set()
