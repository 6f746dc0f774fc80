# The lock of _thread._set_sentinel is released when its thread ends.
import _thread

ready, locks = _thread.allocate_lock(), []
ready.acquire()


def run():
    lock = _thread._set_sentinel()
    lock.acquire()
    locks.append(lock)
    ready.release()


_thread.start_new_thread(run, ())
ready.acquire()
print(locks[0].acquire(True, 20), type(locks[0]))

import threading

event = threading.Event()
thread = threading.Thread(target=event.wait)
thread.start()
print(len(threading._dangling), thread in threading._dangling)
event.set()
thread.join()
