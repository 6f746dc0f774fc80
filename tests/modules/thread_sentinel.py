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
