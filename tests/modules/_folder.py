# A folder of its own for a program, and its end.
import os

path = f"/tmp/causette-test-{os.getpid()}-{os.urandom(4).hex()}"
os.mkdir(path)


def clear(top=path):
    for name in os.listdir(top):
        below = os.path.join(top, name)
        if os.path.isdir(below) and not os.path.islink(below):
            clear(below)
        else:
            os.unlink(below)
    os.rmdir(top)
