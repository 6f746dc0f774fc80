# What a condition asks of a lock that knows its owner, and both kinds of reentrant locks.
import threading


class Told:
    def __init__(self):
        self.lock = threading.Lock()

    def acquire(self, *args):
        print("acquire", *args)
        return self.lock.acquire(*args)

    def release(self):
        print("release")
        self.lock.release()

    __enter__ = acquire

    def __exit__(self, *exception):
        self.release()


class Owned(Told):
    def _is_owned(self):
        print("is owned")
        return self.lock.locked()

    def _release_save(self):
        print("release save")
        self.lock.release()
        return "state"

    def _acquire_restore(self, state):
        print("acquire restore", state)
        self.lock.acquire()


for kind in Told, Owned:
    condition = threading.Condition(kind())
    with condition:
        print(condition.wait(0.001))
        condition.notify()
    try:
        condition.wait(1)
    except RuntimeError as error:
        print(error)

for make in threading.RLock, threading._PyRLock, threading._CRLock:
    lock = make()
    print(type(lock).__module__, type(lock).__qualname__, lock._is_owned(), repr(lock).split(" at ")[0])
    for refused in lock.release, lock._release_save:
        try:
            refused()
        except RuntimeError as error:
            print(error)
    with lock, lock:
        print(lock._is_owned())
        state = lock._release_save()
        print(state[0], lock._is_owned())
        lock._acquire_restore(state)
        others = []
        thread = threading.Thread(target=lambda: others.append((lock._is_owned(), lock.acquire(False))))
        thread.start()
        thread.join()
        print(others)
        condition = threading.Condition(lock)
        print(condition.wait(0.001), lock._is_owned())
