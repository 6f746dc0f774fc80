# SPDX-License-Identifier: GPL-3.0-or-later
# OSError(errno, text) makes the subclass of the number.
import errno
for name in ("EAGAIN", "EALREADY", "EINPROGRESS", "EPIPE", "ESHUTDOWN", "ECHILD", "ECONNABORTED",
    "ECONNREFUSED", "ECONNRESET",
             "EEXIST", "ENOENT", "EINTR", "EISDIR", "ENOTDIR", "EACCES", "EPERM", "ESRCH", "ETIMEDOUT",
                 "EBADF", "EINVAL",
             "EADDRINUSE", "ENOTCONN"):
    e = OSError(getattr(errno, name), "text")
    print(name, type(e).__name__, e)
print(type(OSError(2)).__name__, repr(OSError(2)))
print(type(ConnectionError(errno.ECONNREFUSED, "x")).__name__)
print(repr(ConnectionRefusedError("only text")), ConnectionRefusedError().errno)
print(str(OSError(1, "a", "b", None, "c")), repr(OSError(1, "a", "b")))
class Mine(OSError):
    pass
print(type(Mine(errno.EPIPE, "x")).__name__, Mine(errno.EPIPE, "x"))
print(OSError(errno.ENOENT, "x") == OSError(errno.ENOENT, "x"))
