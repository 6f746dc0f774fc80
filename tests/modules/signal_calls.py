# What the functions of signal give, and what they refuse.
import os
import signal


def tell(function, *args, **named):
    try:
        print(function.__name__, args, named, "->", repr(function(*args, **named)))
    except Exception as error:
        print(function.__name__, args, named, "->", type(error).__mro__[:2], error)


for args in ((0, 1), (65, 1), (9, 1), (10, "x"), ("a", 1), (1 << 40, 1), (10, 2), (10, None), (0, "x"), (10, 1), (10, 1.0), (1,),
             (10, False), (10, [])):
    tell(signal.signal, *args)
for number in (0, 65, 13, 25, 17):
    tell(signal.getsignal, number)
for number in (0, 65, 1, 2, 9, 34, 40, 64):
    tell(signal.strsignal, number)
tell(signal.default_int_handler)
tell(signal.default_int_handler, 1)
for number in (0, 65, 1 << 40):
    tell(signal.raise_signal, number)
tell(signal.alarm, 0)
tell(signal.alarm, 1 << 40)
tell(signal.alarm, 1.5)
for args in ((0, 0), (5, 0), (0, -1), (0, "x"), (0, 1e20), (0, 100, 2.5), (0,), (1, 0)):
    tell(signal.setitimer, *args)
print(round(signal.getitimer(0)[0]), signal.getitimer(0)[1], signal.getitimer(2))
signal.setitimer(0, 0, 5)
tell(signal.getitimer, 0)
tell(signal.getitimer, 7)
r, w = os.pipe()
for fd in (-1, -5, 99, r, "x"):
    tell(signal.set_wakeup_fd, fd)
os.set_blocking(w, False)
os.set_blocking(r, False)
tell(signal.set_wakeup_fd, w, warn_on_full_buffer=False)
signal.signal(signal.SIGUSR1, lambda *args: None)
signal.raise_signal(signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
tell(signal.set_wakeup_fd, -1)
print(os.read(r, 10))
tell(signal.siginterrupt, 0, 1)
tell(signal.siginterrupt, 10, True)
tell(signal.siginterrupt, 10, 0)
print(len(signal.valid_signals()), sorted(set(range(1, 65)) - signal.valid_signals()), signal.NSIG)
for args in ((0, []), (9, []), (0, [0]), (0, [65]), (0, ["a"]), (0, 10), (0, [10, 12]), (0, (signal.SIGUSR1,)), (0, [1 << 80])):
    tell(signal.pthread_sigmask, *args)
tell(signal.sigpending)
tell(signal.sigwait, [0])
tell(signal.sigwait, 3)
tell(signal.sigtimedwait, [10], -1)
tell(signal.sigtimedwait, [10], "x")
tell(signal.sigtimedwait, [10], 0)
tell(signal.sigtimedwait, [10], 0.01)
os.kill(os.getpid(), 10)
tell(signal.sigpending)
found = signal.sigwaitinfo([10])
print(type(found), found.si_signo, found.si_code, found.si_errno, found.si_pid == os.getpid(), found.si_uid == os.getuid(), len(found))
os.kill(os.getpid(), 12)
tell(signal.sigwait, {signal.SIGUSR2})
tell(signal.pidfd_send_signal, 99, 0)
tell(signal.pidfd_send_signal, 99, 0, 1)
tell(signal.pidfd_send_signal, os.pidfd_open(os.getpid()), 0)
print(signal.ItimerError.__mro__, signal.struct_siginfo)
print(signal.Signals(10), repr(signal.SIGINT), signal.Handlers(1), signal.Sigmasks(0), len(signal.Signals))
print([name for name in dir(signal) if not name.startswith("_")])
