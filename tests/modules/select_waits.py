# select() waits for any of several descriptors, while the other threads go on.
import select
import socket
import threading
import time

pairs = [socket.socketpair() for _ in range(3)]
ours, theirs = [list(ends) for ends in zip(*pairs)]


def later(seconds, function, *args):
    def run():
        time.sleep(seconds)
        function(*args)
    thread = threading.Thread(target=run)
    thread.start()
    return thread


thread = later(0.02, theirs[1].send, b"one")
ready = select.select(ours, [], [])
print([ours.index(s) for s in ready[0]], ready[1:], ours[1].recv(10))
thread.join()
begin = time.monotonic()
print(select.select(ours, [], ours, 0.03), time.monotonic() - begin >= 0.03)
thread = later(0.02, theirs[2].close)
ready = select.select(ours, [], [], 10)
print([ours.index(s) for s in ready[0]], ours[2].recv(10))
thread.join()
# A full socket can be written to again when the other side has read.
ours[0].setblocking(False)
try:
    while True:
        ours[0].send(b"x" * 65536)
except BlockingIOError:
    pass
print(select.select([], [ours[0]], [], 0))
thread = later(0.02, theirs[0].recv, 1 << 20)
sink = []


def drain():
    theirs[0].setblocking(True)
    theirs[0].settimeout(0.2)
    try:
        while True:
            sink.append(len(theirs[0].recv(1 << 20)))
    except TimeoutError:
        pass


thread.join()
drainer = threading.Thread(target=drain)
drainer.start()
print(select.select([], [ours[0]], [], 10)[1] == [ours[0]])
drainer.join()
# Two threads that wait for the same socket are both told.
told = []
waiters = [threading.Thread(target=lambda: told.append(select.select([ours[1]], [], [], 10)[0] == [ours[1]])) for _ in range(2)]
for waiter in waiters:
    waiter.start()
time.sleep(0.01)
theirs[1].send(b"both")
for waiter in waiters:
    waiter.join()
print(told)
print(select.select([], [], [], 0.01), select.select([], [], [], 0))
# Urgent data are the exceptional condition.
server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
con, _ = server.accept()
thread = later(0.02, client.send, b"!", socket.MSG_OOB)
ready = select.select([], [], [con], 10)
print(ready[2] == [con], con.recv(1, socket.MSG_OOB))
thread.join()
