# newline= in all its modes: what is read, what is written, where tell() stands, which newlines were seen.
import tempfile
path = tempfile.mkdtemp() + "/lines"
data = b"one\r\ntwo\rthree\n\r\n\xc3\xa9\r"
for newline in None, "", "\n", "\r", "\r\n":
    with open(path, "wb") as f:
        f.write(data)
    with open(path, newline=newline) as f:
        print(repr(newline), f.newlines, f.readlines(), f.newlines)
    with open(path, newline=newline) as f:
        places = []
        while line := f.readline(4):
            places.append((line, f.tell()))
        print([line for line, _ in places])
        for i, (_, place) in enumerate(places):
            f.seek(place)
            print(f.read() == "".join(line for line, _ in places[i + 1:]), end=" ")
        print()
    with open(path, newline=newline) as f:
        print([f.read(3) for _ in range(9)])
    with open(path, "w", newline=newline) as f:
        print(f.write("a\nb\r\nc\r"), end=" ")
    with open(path, "rb") as f:
        print(f.read())
for wrong in "x", "\n\n", 1:
    try:
        open(path, newline=wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
with open(path, "wb") as f:
    f.write(b"x" * 8191 + b"\r\n" + b"y" * 8191 + b"\r")
with open(path) as f:
    print([len(line) for line in f], f.newlines)
with open(path, "wb") as f:
    f.write(b"one\r\n\xc3\xa9\r\n\r\nfour\n")
with open(path) as f:
    print([(f.readline(), f.tell()) for _ in range(5)])
with open(path) as f:
    next(f)
    try:
        f.tell()
    except OSError as error:
        print(error)
    f.read()
    f.seek(0)
    print(f.tell())
