# fork: the child has the calling thread alone, and what both had open.
import os
import random
import select
import signal
import socket
import sys
import threading
import time

order = []
os.register_at_fork(before=lambda: order.append("before 1"), after_in_parent=lambda: order.append("parent 1"))
os.register_at_fork(before=lambda: order.append("before 2"), after_in_child=lambda: order.append("child"))
for wrong in {}, {"before": 1}, {"after_in_child": "x"}:
    try:
        os.register_at_fork(**wrong)
    except TypeError as error:
        print(error)


def child(function):
    """What the function says in a child, and how that ends."""
    r, w = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        status = 3
        try:
            os.write(w, repr(function()).encode())
            status = 0
        finally:
            os._exit(status)
    os.close(w)
    said = b""
    while part := os.read(r, 1000):
        said += part
    os.close(r)
    return said.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


print(child(lambda: order), order)
print(child(lambda: 1 / 0)[1])

# the child's scheduler is its own: it sleeps, waits, has threads
def sleeps():
    time.sleep(0.01)
    thread = threading.Thread(target=lambda: seen.append(1))
    seen = []
    thread.start()
    thread.join()
    return seen, threading.active_count(), threading.current_thread() is threading.main_thread()


print(child(sleeps))
a, b = socket.socketpair()
waiting = threading.Thread(target=lambda: order.append(a.recv(10)), daemon=True)
waiting.start()
print(child(lambda: (threading.active_count(), select.select([a], [], [], 0)[0], os.getppid() != 1)))
b.send(b"for one")
waiting.join()
print(order[-1])


# both ends in two processes
def answers():
    a.close()
    b.send(b"from the child")
    return b.recv(10)


result = []
thread = threading.Thread(target=lambda: result.append(a.recv(20)) or a.send(b"back"))
thread.start()
print(child(answers), result)
thread.join()

# from a thread: in the child that is the main one
def from_thread():
    result.append(child(lambda: (threading.active_count(), threading.current_thread() is threading.main_thread())))


result.clear()
thread = threading.Thread(target=from_thread)
thread.start()
thread.join()
print(result)

# locks that another thread held are what a module makes free again
lock = threading.Lock()
lock.acquire()
print(child(lambda: (lock.locked(), lock._at_fork_reinit(), lock.locked())))
rlock = threading.RLock()
rlock.acquire()
print(child(lambda: (rlock._at_fork_reinit(), rlock.acquire(False))))
print(child(lambda: random.random()) != child(lambda: random.random()))

# handlers stay, what was pending goes to the parent alone
signal.signal(signal.SIGUSR1, lambda *args: order.append("usr1"))
print(child(lambda: (signal.raise_signal(signal.SIGUSR1), order[-1])), order[-1] == "usr1")

# a child that ends as programs do
sys.stdout.flush()
pid = os.fork()
if pid == 0:
    print("child's own end")
    sys.exit(5)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
