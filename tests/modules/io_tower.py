# SPDX-License-Identifier: GPL-3.0-or-later
"""The tower of module io: raw streams, buffers, text, streams in memory, and what a program derives."""
import _io as io
import os
import sys

for name in "IOBase RawIOBase BufferedIOBase TextIOBase".split():
    setattr(io, name, getattr(io, "_" + name))
own = f"/tmp/causette-io-{os.getpid()}"
lines = own + ".lines"
with open(lines, "wb") as file:
    file.write(b"a\nb\r\nc\n")
print(isinstance(open(lines), io.TextIOWrapper), isinstance(open(lines), io.TextIOBase), isinstance(open(lines,"rb"), io.BufferedIOBase))
b = io.BytesIO(b"one\ntwo\nthree")
print(b.readline(), b.read(2), b.tell(), b.getvalue(), b.seek(0), b.readlines())
t = io.TextIOWrapper(io.BytesIO("é\nü\r\nx".encode("utf-16")), encoding="utf-16")
print(t.readline().encode(), t.tell(), t.read().encode(), t.newlines)
w = io.BytesIO()
t = io.TextIOWrapper(w, encoding="latin-1", newline="\r\n", write_through=True)
print(t.write("a\né\n"), w.getvalue())
t.detach()
with open(own, "w", encoding="utf-16") as f:
    f.write("hé\n")
print(open(own,"rb").read(), open(own, encoding="utf-16").read())
with open(own, "w", newline="\r\n") as f:
    print("x", file=f)
print(open(own,"rb").read(), repr(open(own, newline="").readline()))
class Raw(io.RawIOBase):
    def __init__(self, data): self.data, self.at = data, 0
    def readable(self): return True
    def readinto(self, b):
        part = self.data[self.at:self.at+len(b)][:3]
        b[:len(part)] = part; self.at += len(part)
        return len(part)
r = io.BufferedReader(Raw(b"hello\nworld\n"))
print(r.read(4), r.readline(), r.peek(), r.read(), r.read(1))
print(list(io.TextIOWrapper(io.BufferedReader(Raw(b"a\nbb\nccc")))))
print(Raw(b"abc").read(), Raw(b"abcdef").readall(), Raw(b"ab\nc").readlines())
f = io.FileIO(own, "w")
print(repr(f).replace(own, "OWN"), f.write(b"abc"), f.tell(), f.mode, f.closefd); f.close(); print(f.closed, f)
f = open(own,"rb",buffering=0); print(f.read(), repr(f).replace(own, "OWN"))
b = io.BufferedRandom(io.FileIO(own,"r+"))
print(b.read(1), b.write(b"X"), b.flush(), b.seek(0), b.read(), repr(b).replace(own, "OWN"))
for do in [lambda: io.BytesIO("x"), lambda: io.StringIO(b"x"), lambda: open(own).write("x"), lambda: io.StringIO("a").seek(-1), lambda: open("/none/none"), lambda: open(own,"rq"), lambda: io.IOBase().fileno(), lambda: io.TextIOWrapper(io.BytesIO(), newline="x"), lambda: io.BytesIO().readinto(b"x"), lambda: io.BufferedReader(io.BytesIO()).write(b"")]:
    try: print(do())
    except Exception as e: print(type(e).__name__, e)
v = io.BytesIO(b"abc"); m = v.getbuffer(); m[0] = 120; print(v.getvalue())
try: v.write(b"12345")
except BufferError as e: print(e)
print(io.StringIO("a\r\nb\rc", newline=None).read().encode(), io.StringIO("a\r\nb\rc", newline="").readlines(), io.StringIO("a\nb", newline="\r\n").getvalue().encode())
d = io.IncrementalNewlineDecoder(None, True)
print(repr(d.decode("a\r")), repr(d.decode("\nb")), d.newlines)
class T(io.StringIO):
    def write(self, s): return super().write(s.upper())
t = T(); print("hello", file=t); print(repr(t.getvalue()))
class Out(io.TextIOBase):
    def write(self, s): sys.__stdout__.write("<" + s + ">"); return len(s)
sys.stdout = Out(); print("x"); sys.stdout = sys.__stdout__
p = io.BufferedRWPair(io.BytesIO(b"in"), io.BytesIO()); print(p.read(), p.write(b"q"))
with io.BytesIO(b"z") as z:
    print(z.read())
print(z.closed)
sys.stdout.reconfigure(line_buffering=True); print(sys.stdout.buffer.write(b"raw\n"))
f = open(lines,"rb"); print(f.peek(2)[:1], f.read1(3), f.readinto(bytearray(2)), type(f).__name__)
for name in own, lines:
    os.remove(name)
