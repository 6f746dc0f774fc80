# _thread without threading, and what Python's own modules ask of threading.
import _thread


def attempt(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__, str(error)


lock = _thread.allocate_lock()
lock.acquire()
results = []


def work(*args, **kwargs):
    results.append((args, kwargs))
    lock.release()


print(isinstance(_thread.start_new_thread(work, (1, 2), {"x": 3}), int))
lock.acquire()
print(results, _thread.error is RuntimeError, _thread.TIMEOUT_MAX, type(lock) is _thread.LockType, _thread.stack_size())
for bad in ((1, ()), (work, 1), (work, (), 1), (work,), ()):
    print(attempt(_thread.start_new_thread, *bad))
print(attempt(_thread.stack_size, -1), attempt(_thread.stack_size, 5), _thread.stack_size(65536))
r = _thread.RLock()
print(r.acquire(), r.acquire(), r.release(), r.release(), attempt(r.release))


def leave():
    try:
        _thread.exit()
    finally:
        lock.release()


_thread.start_new_thread(leave, ())
lock.acquire()
try:
    _thread.interrupt_main()
    while True:
        pass
except KeyboardInterrupt:
    print("interrupted")
import threading

threading._register_atexit(print, "at the end", "first")
threading._register_atexit(print, "at the end", "last, so before")
print(threading.stack_size(), threading._MainThread.__name__)
