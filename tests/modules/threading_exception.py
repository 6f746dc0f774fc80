# SPDX-License-Identifier: GPL-3.0-or-later
# An exception in a thread ends that thread only.
import threading
import sys
def fail():
    raise ValueError("in the thread")
t = threading.Thread(target=fail)
t.start()
t.join()
print("main goes on", t.is_alive())
def leave():
    sys.exit(3)
t = threading.Thread(target=leave)
t.start()
t.join()
print("still here")
results = []
def careful():
    try:
        1 / 0
    except ZeroDivisionError as e:
        results.append(str(e))
t = threading.Thread(target=careful)
t.start()
t.join()
print(results)
