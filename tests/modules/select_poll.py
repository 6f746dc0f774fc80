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
p = select.poll()
print(told(p.poll, 0), told(p.register, a), [event for _, event in p.poll(0)], told(p.modify, a, select.POLLIN), p.poll(0))
print(told(p.modify, 77, 1), told(p.unregister, 77), told(p.register, "x"), told(p.register, a, -1), told(p.register, a, 70000), told(p.register, a, "x"))
thread = threading.Thread(target=lambda: (time.sleep(0.02), b.send(b"x")))
thread.start()
print([event for _, event in p.poll()], [event for _, event in p.poll(None)], [event for _, event in p.poll(-1)])
thread.join()
a.recv(1)
begin = time.monotonic()
print(p.poll(30), time.monotonic() - begin >= 0.03, told(p.poll, "x"), told(p.poll, 2**70), told(p.poll, float("nan")), p.poll(0.5))
print(told(p.register, 500), p.poll(), told(p.unregister, 500), told(p.unregister, a), p.poll(1))
b.close()
p.register(a)
print(p.poll()[0][1], [name for name in dir(p) if name[:2] != "__"])
