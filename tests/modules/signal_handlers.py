# Handlers run in the main thread between two instructions; a call that waits goes on behind them.
import os
import signal
import socket
import threading
import time

seen = []


def note(number, frame):
    seen.append((number, frame.f_code.co_name))


def told():
    answer, seen[:] = list(seen), []
    return answer


def sends():
    os.kill(os.getpid(), signal.SIGUSR1)
    return told()


print(signal.signal(signal.SIGUSR1, note))
print(signal.getsignal(signal.SIGUSR1) is note, signal.signal(signal.SIGUSR1, note) is note)
print(sends())
signal.raise_signal(signal.SIGUSR1)
print(told())

# several at once: in the order of their numbers
signal.signal(signal.SIGUSR2, note)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGUSR2])
os.kill(os.getpid(), signal.SIGUSR2)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending(), told())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGUSR1, signal.SIGUSR2]))
print(sorted(told()))

# in a loop, asleep, in a wait for a socket, a lock, a pipe, a thread
signal.signal(signal.SIGALRM, note)
signal.setitimer(signal.ITIMER_REAL, 0.01)
while not seen:
    pass
print(told())

begin = time.monotonic()
signal.setitimer(signal.ITIMER_REAL, 0.01)
time.sleep(0.1)
print(time.monotonic() - begin >= 0.1, told())

a, b = socket.socketpair()


def later(number, frame):
    seen.append(number)
    b.send(b"late")


signal.signal(signal.SIGALRM, later)
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(a.recv(10), told())
a.settimeout(20)
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(a.recv(10), told())

lock = threading.Lock()
lock.acquire()
signal.signal(signal.SIGALRM, lambda *args: lock.release())
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(lock.acquire())
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(lock.acquire(timeout=20))

r, w = os.pipe()
signal.signal(signal.SIGALRM, lambda *args: os.write(w, b"piped"))
signal.setitimer(signal.ITIMER_REAL, 0.01)
print(os.read(r, 10))

signal.setitimer(signal.ITIMER_REAL, 0.01)
signal.pause()
print(os.read(r, 10))

# one that raises ends the wait; a finally sees it
signal.signal(signal.SIGALRM, lambda *args: 1 / 0)
for wait in (lambda: a.recv(1), lambda: time.sleep(20), lambda: lock.acquire(), lambda: os.read(r, 1), signal.pause):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    try:
        try:
            wait()
        finally:
            seen.append("finally")
    except ZeroDivisionError as error:
        print(error, told(), error.__context__)

signal.setitimer(signal.ITIMER_REAL, 0.01)
try:
    while True:
        pass
except ZeroDivisionError as error:
    print(error)

# from another thread; it runs in this one all the same
signal.signal(signal.SIGUSR1, lambda *args: seen.append(threading.current_thread().name))


def other():
    try:
        signal.signal(signal.SIGUSR1, note)
    except ValueError as error:
        print(error)
    try:
        signal.set_wakeup_fd(-1)
    except ValueError as error:
        print(error)
    signal.raise_signal(signal.SIGUSR1)


thread = threading.Thread(target=other)
thread.start()
thread.join()
print(told())

# what is ignored, and what is the interrupt's
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is not None)
os.kill(os.getpid(), signal.SIGUSR1)
print(told(), signal.getsignal(signal.SIGUSR1))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGPIPE))
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as error:
    print(repr(error))
signal.signal(signal.SIGINT, note)
signal.raise_signal(signal.SIGINT)
print(told())
signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt as error:
    print(repr(error))

# behind any call, not only those that have to do with signals
signal.signal(signal.SIGUSR1, note)
signal.pidfd_send_signal(os.pidfd_open(os.getpid()), signal.SIGUSR1)
print(told())
