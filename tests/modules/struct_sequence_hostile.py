# Tuples with names are made of their own class, whatever a program does to the modules that show it.
import os
import posix
import sys
import time


def told(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__


print(told(os.stat_result.__new__, 5, ()), told(os.stat_result.__new__, tuple, range(10)))
print(type(sys.get_asyncgen_hooks()) is type(sys.get_asyncgen_hooks()))
posix.stat_result = posix.uname_result = 5
time.struct_time = None
sys.modules["posix"] = sys.modules["time"] = 3
print(posix.stat("/").st_mode > 0, posix.uname().sysname, time.gmtime(0)[:3], len(posix.times()))
del sys.modules["posix"], sys.modules["time"]
print(posix.stat("/").st_mode > 0, posix.uname().sysname, time.gmtime(0)[:3])
