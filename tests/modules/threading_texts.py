# SPDX-License-Identifier: GPL-3.0-or-later
# How threading's objects print, which classes they say they are of, and what threading.local says is missing.
import threading
def shown(x):
    text = repr(x)
    return text.split(" at 0x")[0], text.rpartition(": ")[2] if ": " in text else "", type(x)
semaphore = threading.BoundedSemaphore(2)
semaphore.acquire()
barrier = threading.Barrier(2)
for x in (threading.Lock(), threading.RLock(), threading.Condition(), threading.Semaphore(3), semaphore, barrier, threading.Event(),
          threading.local()):
    print(shown(x))
barrier.abort()
print(shown(barrier), threading.excepthook.__name__, threading.local, type(threading.RLock()).__qualname__)
class Mine(threading.local):
    pass
for table in (threading.local(), Mine()):
    for action in (lambda: table.x, lambda: delattr(table, "x"), lambda: table.__dict__["x"]):
        try:
            action()
        except (AttributeError, KeyError) as e:
            print(type(e).__name__, e)
