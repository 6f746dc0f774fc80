# Arguments of select.select() that are none, in python3's words.
import select
import socket


def told(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Fileno:
    def __init__(self, gives):
        self.gives = gives

    def fileno(self):
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives


a, b = socket.socketpair()
closed = socket.socket()
closed.close()
print(told(select.select), told(select.select, [], []), told(select.select, [], [], [], timeout=0))
for lists in ((1, [], []), ([], 1, []), ([], [], None), (["x"], [], []), ([-1], [], []), ([1.5], [], []), ([closed], [], []), ([], [], [closed]), ([60], [], []),
              ([5000], [], []), ([2**40], [], []), ([2**70], [], []), ([Fileno("x")], [], []), ([Fileno(-5)], [], []), ([Fileno(KeyError("f"))], [], [])):
    print(told(select.select, *lists, 0))
for timeout in "x", -1, -0.5, float("nan"), 1e30, float("inf"), 10**400, []:
    print(repr(timeout)[:20], told(select.select, [], [], [], timeout))
print(told(select.select, [Fileno(a.fileno())], [Fileno(a.fileno())], [], 0)[1][0].gives == a.fileno())
print(told(select.select, (a,), {b: 1}, iter([]), 0) == ([], [b], []), told(select.select, [a, a], [a], [], None) == ([], [a], []))
print(select.error is OSError, select.PIPE_BUF, select.POLLIN, select.EPOLLET)
print(told(type(select.poll())))
