# A text file's buffer is one object, over whose descriptor the text is: what each has read and written stays in order.
import io, os, tempfile
path = tempfile.mkdtemp() + "/mixed"
with open(path, "w") as f:
    print(f.buffer is f.buffer, type(f.buffer).__name__, f.buffer.raw.mode, f.buffer.raw is f.buffer.raw)
    f.write("text 1\n")
    f.buffer.write(b"bytes\n")
    f.write("text 2\n")
with open(path) as f:
    print(repr(f.read()))
with open(path) as f:
    print(f.readline(), f.buffer.read(), f.read())
with open(path, "wb") as f:
    f.write(b"line\n" * 4000)
with open(path) as f:
    f.readline()
    print(f.buffer.tell(), len(f.buffer.read()), len(f.read()), f.tell())
f = open(path)
b = f.buffer
f.close()
print(b.closed, f.closed)
f = open(path)
b = f.buffer
b.close()
print(f.closed)
f = open(path)
b = f.buffer
del f
print(b.closed)
f = open(path)
print(f.readline(), end="")
b = f.detach()
print(b.tell(), b.closed)
for use in f.read, f.close, f.detach, lambda: f.name:
    try:
        use()
    except ValueError as error:
        print(error)
raw = b.detach()
print(type(raw), raw.mode, raw.readable(), os.fstat(raw.fileno()).st_size)
try:
    b.read()
except ValueError as error:
    print(error)
raw.close()
with open(path, "r+b") as f:
    print(f.readline(), f.write(b"LINE\n"), f.tell(), f.readline(), f.raw.tell() >= 15)
    f.seek(0)
    print(f.read(15))
with open(path, "a") as f:
    print(f.tell())
with open(path, "w+", encoding="latin-1") as f:
    f.write("\xe9\n")
    f.seek(0)
    print(repr(f.read()), f.encoding)
    f.reconfigure(encoding="utf-16", errors="replace")
    print(f.encoding, f.errors)
