# A class that inherits from socket: made in two steps, opened by its own __init__, ended by its own _real_close.
import io
import socket


class Told(socket.socket):
    def __init__(self, *args, name="none", **named):
        super().__init__(*args, **named)
        self.name = name

    def _real_close(self):
        print("ends", self.name)
        super()._real_close()

    def send(self, data, flags=0):
        print("sends", bytes(data))
        return super().send(data, flags)


sock = Told(socket.AF_INET, name="first")
print(sock.fileno() >= 0, sock.name, sock.family, sock.type)
sock.close()
print(sock.fileno())
sock = Told.__new__(Told, socket.AF_UNIX, name="unheeded")
print(sock.fileno(), sock.gettimeout())
ours, theirs = socket.socketpair()
sock.__init__(fileno=ours.detach(), name="second")
print(sock.family, sock.type, sock.proto)
with sock.makefile("w") as file:
    sock.close()
    print(sock.fileno() >= 0)
    file.write("text")
print(sock.fileno(), theirs.recv(10), theirs.recv(10))
with Told(name="third"):
    pass
ours, theirs = socket.socketpair()
with Told(fileno=ours.detach(), name="fourth") as sock, theirs:
    print(sock._sendfile_use_send(io.BytesIO(b"0123456789"), 2, 5), theirs.recv(10))
for wrong in ({"fileno": -5}, {"family": "x"}, {"nothing": 1}):
    try:
        Told(**wrong)
    except Exception as error:
        print(type(error).__name__, str(error).replace("Told", "socket"))
