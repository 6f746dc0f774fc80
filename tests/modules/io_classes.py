# Classes over the classes of io, what is not made whole, paths that are objects, and what is refused.
import io, tempfile, pickle
path = tempfile.mkdtemp() + "/file"
class Text(io.TextIOWrapper):
    def write(self, text):
        return super().write(text.upper())
raw = io.BytesIO()
t = Text(raw, write_through=True)
t.note = 1
print(t.write("abc"), raw.getvalue(), t.note, isinstance(t, io.TextIOBase))
class Writer(io.BufferedWriter):
    pass
w = Writer(raw)
w.write(b"d")
w.flush()
print(raw.getvalue())
for kind in io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.TextIOWrapper:
    try:
        kind()
    except TypeError as error:
        print(error)
    bare = kind.__new__(kind)
    for use in bare.flush, lambda: bare.read(1), lambda: bare.write(b""):
        try:
            use()
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)
class Path:
    def __init__(self, path):
        self.path = path
    def __fspath__(self):
        return self.path
with open(Path(path), "w") as f:
    print(f.name == path)
with open(Path(path.encode())) as f:
    print(f.name == path.encode())
for wrong in Path(1), Path(None), 1.5, None:
    try:
        open(wrong)
    except TypeError as error:
        print(error)
for mistake in {"closefd": False}, {"buffering": 0}, {"mode": "b"}, {"mode": "rr"}, {"mode": "rbt"}, {"mode": "rb", "newline": ""}:
    try:
        open(path, **mistake)
    except ValueError as error:
        print(error)
for f in open(path), open(path, "rb"), open(path, "rb", 0):
    try:
        pickle.dumps(f)
    except TypeError as error:
        print(error)
    f.close()
for name in "utf8", "UTF-8", "Latin1", "ascii":
    with open(path, encoding=name) as f:
        print(f.encoding, f._CHUNK_SIZE)
with open(path, "wb") as f:
    f.write(b"good\n" + b"\xff\n")
with open(path) as f:
    try:
        f.readline()
    except UnicodeDecodeError as error:
        print(error)
with open(path, errors="replace") as f:
    print(f.readlines())
