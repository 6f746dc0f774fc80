# Descriptors controlled; locks that wait while other tasks go on.
import array
import fcntl
import os
import struct
import tempfile
import threading

read, write = os.pipe()
print(fcntl.fcntl(read, fcntl.F_GETFD), fcntl.fcntl(read, fcntl.F_SETFD, 0), fcntl.fcntl(read, fcntl.F_GETFD))
flags = fcntl.fcntl(read, fcntl.F_GETFL)
print(fcntl.fcntl(read, fcntl.F_SETFL, flags | os.O_NONBLOCK), os.get_blocking(read))
copy = fcntl.fcntl(read, fcntl.F_DUPFD, 100)
print(copy >= 100)
os.write(write, b"abc")
size = array.array("i", [0])
FIONREAD = 0x541b
print(fcntl.ioctl(read, FIONREAD, size), size, fcntl.ioctl(read, FIONREAD, struct.pack("i", 0)), fcntl.ioctl(read, FIONREAD, size, False))
long = bytearray(2000)
print(fcntl.ioctl(read, FIONREAD, long), long[:4])

with tempfile.TemporaryFile() as first:
    with open(f"/proc/self/fd/{first.fileno()}", "wb") as second:
        print(fcntl.flock(first, fcntl.LOCK_EX))
        try:
            fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            print(error)
        order = []

        def wait():
            order.append("asks")
            asks.set()
            fcntl.flock(second, fcntl.LOCK_EX)
            order.append("has it")

        asks = threading.Event()
        waiter = threading.Thread(target=wait)
        waiter.start()
        asks.wait()
        order.append("unlocks")
        fcntl.flock(first, fcntl.LOCK_UN)
        waiter.join()
        print(order)
        print(fcntl.lockf(first, fcntl.LOCK_EX, 10, 5, 0), fcntl.lockf(first.fileno(), fcntl.LOCK_UN))
        lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
        print(struct.unpack("hhqqi4x", fcntl.fcntl(first, fcntl.F_GETLK, lock))[0] == fcntl.F_UNLCK)

for text in """fcntl("a", 1)
fcntl(read, "a")
fcntl(read, 1, b"a" * 2000)
fcntl(read, 1, 1.5)
fcntl(read, 1, None)
fcntl(2**40, 1)
fcntl(-1, 1)
fcntl(read, -77)
ioctl(read, 1, b"a" * 2000)
ioctl(read, 1, 1.5)
ioctl(read, 2**40)
ioctl(read, "a")
ioctl(read, 1, "a")
flock(read, "a")
flock(-1, 1)
flock(999999, 1)
lockf(read, 0)
lockf(read, "a")
lockf(read, 1, 2**70)
lockf(read, 1, 1, 1.5)
lockf(read, 1, 0, 0, "a")
lockf(999999, 1)""".split("\n"):
    try:
        print(text, eval(text, {**vars(fcntl), "read": read}))
    except Exception as error:
        print(text, type(error).__name__, error)
print([(name, value) for name, value in sorted(vars(fcntl).items()) if isinstance(value, int)])
