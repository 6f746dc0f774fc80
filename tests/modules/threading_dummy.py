# A thread that Thread has not started has a dummy for itself once it is asked for; the main thread is another one.
import _thread
import threading

told = _thread.allocate_lock()
told.acquire()
found = []


def look():
    me = threading.current_thread()
    found.append(me)
    found.append(me is threading.current_thread() and me in threading.enumerate())
    told.release()


identity = _thread.start_new_thread(look, ())
told.acquire()
dummy, stays = found
print(type(dummy).__name__, dummy.name, dummy.daemon, dummy.is_alive(), dummy.ident == identity, stays)
print(dummy is threading.main_thread(), isinstance(dummy, threading.Thread))
try:
    dummy.join()
except AssertionError as error:
    print(error)
found.clear()
_thread.start_new_thread(look, ())
told.acquire()
print(found[0].name.startswith("Dummy-"), found[1])

print(_thread._local is threading.local)


class Refused(threading.Thread):
    def run(self):
        print("never")


def refuse(*args):
    raise _thread.error("no more")


start, threading._start_new_thread = threading._start_new_thread, refuse
thread = Refused()
try:
    thread.start()
except RuntimeError as error:
    print(error, thread.is_alive(), thread in threading.enumerate())
threading._start_new_thread = start
