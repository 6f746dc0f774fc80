# What is not closed is closed at its end, by its own methods; a ResourceWarning tells of it to who listens.
import io, tempfile, warnings
path = tempfile.mkdtemp() + "/left"
class Told(io.RawIOBase):
    def __del__(self):
        print("del")
        super().__del__()
    def close(self):
        print("close")
        super().close()
    def flush(self):
        print("flush")
        super().flush()
Told()
class Quiet(io.RawIOBase):
    def close(self):
        print("closed by nobody else")
        super().close()
Quiet()
class Reader(io.BufferedReader):
    def close(self):
        print("reader")
        super().close()
Reader(io.BytesIO(b"x"))
class Kept(io.BytesIO):
    def close(self):
        print("written", self.getvalue())
        super().close()
text = io.TextIOWrapper(Kept())
text.write("held back")
del text
def caught(make):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        make()
    for one in found:
        print(one.category.__name__, str(one.message).replace(path, "PATH"))
caught(lambda: open(path, "w"))
caught(lambda: open(path, "rb"))
caught(lambda: open(path, "rb", 0))
caught(lambda: open(path, encoding="utf-16"))
caught(lambda: open(path).close())
def with_buffer():
    f = open(path)
    f.buffer
caught(with_buffer)
