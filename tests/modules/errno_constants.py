# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers and names of errno.
import errno
names = ["EPERM", "ENOENT", "EINTR", "EBADF", "EAGAIN", "EWOULDBLOCK", "ENOMEM", "EACCES", "EEXIST", "EINVAL",
    "ENFILE", "EMFILE", "EPIPE", "ENOTSOCK", "EDESTADDRREQ", "EMSGSIZE", "EPROTOTYPE", "ENOPROTOOPT",
    "EPROTONOSUPPORT", "EOPNOTSUPP", "EAFNOSUPPORT", "EADDRINUSE", "EADDRNOTAVAIL", "ENETDOWN", "ENETUNREACH",
    "ECONNABORTED", "ECONNRESET", "ENOBUFS", "EISCONN", "ENOTCONN", "ESHUTDOWN", "ETIMEDOUT", "ECONNREFUSED",
    "EHOSTDOWN", "EHOSTUNREACH", "EALREADY", "EINPROGRESS"]
for name in names:
    number = getattr(errno, name)
    print(name, number, errno.errorcode[number])
print(errno.EAGAIN == errno.EWOULDBLOCK, type(errno.errorcode).__name__, errno.EBADF in errno.errorcode,
    99999 in errno.errorcode)
try:
    errno.ENOTHING
except AttributeError as e:
    print(e)
try:
    errno.errorcode[99999]
except KeyError as e:
    print(e)
