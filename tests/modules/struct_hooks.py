# A program's own __index__, __float__ and __bool__ may wait, raise, or give something else.
import socket
import struct

a, b = socket.socketpair()


class Index:
    def __index__(self):
        a.send(b"7")
        return int(b.recv(1))


class Float:
    def __init__(self, gives):
        self.gives = gives

    def __float__(self):
        if isinstance(self.gives, Exception):
            raise self.gives
        return self.gives


class Bool:
    def __bool__(self):
        raise KeyError("bool")


class Bad:
    def __index__(self):
        return "x"


def told(form, *values):
    try:
        return struct.pack(form, *values)
    except Exception as e:
        return f"{type(e).__name__}: {e}"


print(told("<bhiq?", Index(), Index(), 3, Index(), Index()), told("<d", Index()), told("P", Index()))
print(told("<d", Float(7.5)), told("<d", Float("x")), told("<d", Float(KeyError("f"))), told("<f", Float(1e300)))
print(told("?", Bool()), told("b", Bad()), told("<bb", 1000, Bad()), told("<bb", Bad(), 1000))
buffer = bytearray(4)
print(struct.pack_into("<bb", buffer, 1, Index(), Index()), buffer)
