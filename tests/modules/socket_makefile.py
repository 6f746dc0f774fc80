# Files over sockets: in each mode, how they are closed, what they refuse.
import io
import socket
import threading

a, b = socket.socketpair()


def show(function, *args, **named):
    try:
        print(function.__name__, "->", function(*args, **named))
    except Exception as error:
        print(function.__name__, "!!", type(error).__name__, error)


reader, writer = a.makefile("rb"), b.makefile("wb")
print(type(reader).__name__, type(writer).__name__, reader.mode, writer.mode, reader.readable(), reader.writable(), writer.writable())
print(writer.write(b"one\ntwo\nthree"), writer.flush(), reader.readline(), reader.read(3), reader.peek(2)[:2])
print(reader.fileno() == a.fileno(), reader.name == a.fileno(), reader.seekable(), reader.isatty())
text = b.makefile("w", encoding="utf-8", newline="\r\n")
print(type(text).__name__, text.mode, text.encoding, text.write("h\u00e9\nl"), text.flush(), reader.read1())
both = a.makefile("rw", encoding="latin-1")
print(type(both.buffer).__name__, both.mode, both.write("\u00e9"), both.flush(), b.recv(9))
raw = b.makefile("rwb", 0)
print(type(raw) is socket.SocketIO, isinstance(raw, io.RawIOBase), raw.mode, raw.write(b"raw"), reader.read1(), raw.readable(), raw.writable())
a.send(b"into")
buffer = bytearray(6)
print(raw.readinto(buffer), buffer)
for args in ("x",), ("r+",), ("r", 0), ("",), ("b",):
    show(lambda *args: type(a.makefile(*args)).__name__, *args)
show(a.makefile, "r", 0, "utf-8")
show(socket.SocketIO, a, "x")
show(reader.write, b"x")
show(raw.truncate)

# A line waits for its end, and a thread that reads for a thread that writes.
lines = []
thread = threading.Thread(target=lambda: lines.extend(text.rstrip() for text in a.makefile("r")))
thread.start()
for part in "fi", "rst\nsec", "ond\nlast":
    b.send(part.encode())
b.shutdown(socket.SHUT_WR)
thread.join()
print(lines)

# Timeouts, and sockets that never wait.
c, d = socket.socketpair()
c.settimeout(0.01)
file = c.makefile("rb")
show(file.read, 5)
d.send(b"later")
show(file.read, 5)
c.setblocking(False)
unbuffered = c.makefile("rb", buffering=0)
print(unbuffered.read(5), unbuffered.read(5), unbuffered.readinto(bytearray(3)))

# Closed is closed when the last file is.
fd = c.fileno()
c.close()
print(c.fileno() == fd, "[closed]" in repr(c), file.closed)
file.close()
print(c.fileno() == fd)
unbuffered.close()
print(c.fileno(), unbuffered.closed, unbuffered.name, d.recv(5))
for call in unbuffered.fileno, unbuffered.readable, unbuffered.seekable, file.read:
    show(call)
with socket.socketpair()[0] as e:
    kept = e.makefile()
print(e.fileno() >= 0)
del kept
print(e.fileno())
with d.makefile("wb") as last:
    d.close()
    print(d.fileno() >= 0)
print(d.fileno())
