# Descriptors through a socket, copies of sockets, what children inherit, files that are sent.
import io
import os
import socket
import tempfile

a, b = socket.socketpair()


def show(function, *args, **named):
    try:
        print(function.__name__, "->", function(*args, **named))
    except Exception as error:
        print(function.__name__, "!!", type(error).__name__, error)


r, w = os.pipe()
print(socket.send_fds(a, [b"x", b"y"], [r, w]))
data, fds, flags, address = socket.recv_fds(b, 10, 5)
print(data, len(fds), flags, address)
os.write(fds[1], b"hi")
print(os.read(r, 5))
show(socket.send_fds, a, [b"x"], [])
show(socket.send_fds, a, [b"x"], ["r"])
show(socket.recv_fds, b, 10, -1)
show(socket.recv_fds, b, 10, 1)
a.send(b"plain")
show(socket.recv_fds, b, 10, 1)

print(a.get_inheritable(), os.get_inheritable(a.fileno()))
a.set_inheritable(True)
print(a.get_inheritable(), os.get_inheritable(a.fileno()))
a.set_inheritable(0)
show(a.set_inheritable, [])
print(a.get_inheritable())
show(a.set_inheritable)
show(a.get_inheritable, 1)


class Named(socket.socket):
    pass


c = Named(socket.AF_INET, socket.SOCK_DGRAM)
c.settimeout(3)
d = c.dup()
print(type(d).__name__, d.family, d.type, d.gettimeout(), d.fileno() != c.fileno(), d.get_inheritable())
show(c.dup, 1)
show(c.sendfile, io.BytesIO(b"x"))

with tempfile.TemporaryFile() as file:
    file.write(bytes(range(256)) * 100)
    for named in {}, {"offset": 25000}, {"offset": 10, "count": 20}, {"count": 5}, {"offset": 25590, "count": 50}:
        file.seek(3)
        print(a.sendfile(file, **named), file.tell())
        print(len(b.recv(50000)))
    for named in {"count": 0}, {"count": -1}, {"count": "x"}, {"count": 1.5}:
        show(a.sendfile, file, **named)
memory = io.BytesIO(b"0123456789")
memory.read(2)
print(a.sendfile(memory), b.recv(20), memory.tell())
print(a.sendfile(memory, 4, 3), b.recv(20), memory.tell())
show(a.sendfile, io.StringIO("text"))
show(a.sendfile, 5)
with open(os.devnull) as text:
    show(a.sendfile, text)
a.setblocking(False)
show(a.sendfile, memory)

a.close()
for call in a.dup, a.get_inheritable:
    show(call)
show(a.set_inheritable, True)
show(a.sendmsg, [b"x"])
show(a.recvmsg, 5)
show(a.recvmsg_into, [bytearray(2)])
show(a.recvfrom_into, bytearray(2))
