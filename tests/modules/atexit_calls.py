# What is to be called at the end of a program: the last first, after the threads.
import atexit
import sys
import threading


def say(*args, **kwargs):
    print("end", args, kwargs)


@atexit.register
def first():
    print("the first comes last")


print(atexit.register(say, 1, x=2) is say, atexit._ncallbacks())
atexit.register(say, 3)
atexit.unregister(say)
print(atexit._ncallbacks())
atexit.register(say, 4)
try:
    atexit.register(5)
except TypeError as error:
    print(error)
threading.Thread(target=lambda: print("thread")).start()
atexit.register(lambda: atexit.register(say, "late"))
sys.exit(3)
