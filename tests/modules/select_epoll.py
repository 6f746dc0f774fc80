import select
import socket
import threading
import time


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


a, b = socket.socketpair()
e = select.epoll()
print(e.closed, e.fileno() > 2, told(e.register, a, select.EPOLLIN), told(e.register, a), e.poll(0), told(e.register, "x"), told(e.register, 500))
thread = threading.Thread(target=lambda: (time.sleep(0.02), b.send(b"x")))
thread.start()
print([event for _, event in e.poll()], [event for _, event in e.poll(5)])
thread.join()
print(told(e.modify, a, select.EPOLLOUT), e.poll(0, 1)[0][1], told(e.poll, 0, 0), told(e.poll, 0, -2), told(e.modify, 500, 1), told(e.unregister, 500))
print(told(e.unregister, a), told(e.unregister, a), told(e.poll, "x"), e.poll(0.01), told(e.poll, timeout=0, maxevents=3), e.poll(-1) if 0 else None)
e.register(a, select.EPOLLIN | select.EPOLLET)
print(len(e.poll(1)), e.poll(0.01), b.send(b"y"), len(e.poll(1)))
e.close()
print(e.closed, told(e.fileno), told(e.poll), told(e.close), told(e.register, a), told(e.__enter__))
print(told(select.epoll, -5), told(select.epoll, 0), told(select.epoll, 1, 5), type(select.epoll(10, select.EPOLL_CLOEXEC)))
with select.epoll() as e:
    fd = e.fileno()
print(e.closed, [name for name in dir(select.epoll) if name[:2] != "__"])
first = select.epoll()
other = select.epoll.fromfd(first.fileno())
print(other.fileno() == first.fileno())
other.close()
print(told(first.poll, 0))
print(type(other))
