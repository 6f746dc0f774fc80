# SPDX-License-Identifier: GPL-3.0-or-later
# Several modules in one statement, and inside blocks.
import sys, time
import sys as system, errno as e
print(system is sys, e.EBADF, type(time.time()).__name__)
if True:
    import os
print(os.path.basename("/a/b"))
try:
    import nothing_like_this as fallback
except ImportError:
    fallback = None
print(fallback)
class C:
    import errno
    from sys import maxsize
print(C.errno.EPIPE, C.maxsize)
import os.path
print(os.path.join("a", "b"))
import os.path as p
print(p is os.path)
from os import path, getpid
print(path is p, getpid() == os.getpid())
def f():
    from sys import byteorder as b, platform
    return b, platform
print(f())
print([__import__ is not None])
