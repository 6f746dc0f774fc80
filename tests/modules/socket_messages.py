# sendmsg, recvmsg and their kin: bytes of several buffers, what comes beside them, and what is refused.
import socket
import sys
import threading

a, b = socket.socketpair()


def show(function, *args, **named):
    try:
        print(function.__name__, "->", function(*args, **named))
    except Exception as error:
        print(function.__name__, "!!", type(error).__name__, error)


for args in ((), (b"abc",), (5,), ([b"a", "b"],), ([b"a"], 5), ([b"a"], [5]), ([b"a"], [(1, 2)]), ([b"a"], [(1, 2, "x")]),
             ([b"a"], [("1", 2, b"x")]), ([b"a"], [], "x"), ([b"a"], [], 0, "x"), ([b"a"], [], 0, None), ([b"a"], None),
             ([], []), ([b"a"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, b"")]), ([b"a"], [(99, 1, b"")]),
             ([b"a"], [], 0, None, 5), ((b"x" for i in range(3)), ()), ([bytearray(b"one"), memoryview(b"two")],)):
    show(a.sendmsg, *args)
for args in ((), ("a",), (-1,), (5, -1), (5, 2 ** 31), (0,), (3, 100, "x"), (100, 100, 0)):
    show(b.recvmsg, *args)
a.send(b"hello")
x, y = bytearray(2), bytearray(2)
for args in ((), (5,), ([5],), ([b"abc"],), ([x, y],), ([x], -1), ([x],)):
    show(b.recvmsg_into, *args)
    print(x, y)
a.send(b"hello")
for args in ((), (b"abc",), (x, -1), (x, 5), (x,), (x, "1"), (None,), (bytearray(),), (y, 0, 0, 0)):
    show(b.recvfrom_into, *args)
show(b.recvfrom_into, buffer=y, nbytes=1, flags=0)
print(x, y)

# Not at all, and for so long.
b.recv(100)
b.setblocking(False)
for call in b.recvfrom_into, b.recvmsg_into, b.recvmsg:
    show(call, x if call == b.recvfrom_into else [x] if call == b.recvmsg_into else 5)
b.settimeout(0.01)
show(b.recvmsg, 5)

# What waits is told by what comes.
b.settimeout(None)
came = threading.Semaphore(0)


def receive():
    for call, target in (b.recvmsg, 20), (b.recvmsg_into, [x, y]), (b.recvfrom_into, x):
        print(call(target))
        came.release()


thread = threading.Thread(target=receive)
thread.start()
for word in b"first", b"2nd!", b"3.":
    a.sendmsg([word[:1], word[1:]])
    came.acquire()
thread.join()
print(x, y)

for function in socket.CMSG_LEN, socket.CMSG_SPACE:
    for length in 0, 1, 4, 9, -1, "a", 2 ** 31, 2 ** 62, 2 ** 70:
        show(function, length)

# Datagrams: to whom, from whom, and what is cut off.
u, v = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for i in range(2))
u.bind(("127.0.0.1", 0))
v.bind(("127.0.0.1", 0))
print(v.sendmsg([b"one", bytearray(b"two"), memoryview(b"three")], [], 0, u.getsockname()))
data, ancillary, flags, address = u.recvmsg(4)
print(data, ancillary, flags & socket.MSG_TRUNC == socket.MSG_TRUNC, address == v.getsockname())
u.setsockopt(socket.IPPROTO_IP, 12, 1) # IP_RECVTTL
for room in socket.CMSG_SPACE(4), 8, 0:
    v.sendto(b"x", u.getsockname())
    data, ancillary, flags, address = u.recvmsg(4, room)
    print(data, [(level, kind, int.from_bytes(ttl, sys.byteorder)) for level, kind, ttl in ancillary],
          flags & socket.MSG_CTRUNC == socket.MSG_CTRUNC)
v.sendto(b"abcdef", u.getsockname())
print(u.recvmsg_into([x, bytearray(1)])[:2], x)
show(v.sendmsg, [b"x"], [], 0, ("127.0.0.1", "x"))
show(v.sendmsg, [b"x"] * 2000, [], 0, u.getsockname())
show(v.sendmsg, [b"x"])
