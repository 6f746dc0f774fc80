# A text file's mode is an attribute that open() has set: a program may set it, too, and take it away.
import io
with open("/dev/null") as f:
    print(f.mode, f)
    f.mode = "mine"
    print(f.mode, f)
    del f.mode
    print(hasattr(f, "mode"), f)
    f.mode = 5
    print(f)
for f in io.TextIOWrapper(io.BytesIO()), io.TextIOWrapper(open("/dev/null", "rb")), open("/dev/null", encoding="utf-16"):
    print(hasattr(f, "mode"))
    f.mode = "r"
    print(f.mode, f)
with open("/dev/null", "rb") as f:
    try:
        f.mode = "r"
    except AttributeError as error:
        print(error)
import tokenize
with tokenize.open(__file__) as f:
    print(f.mode, f.encoding)
