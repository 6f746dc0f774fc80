# SPDX-License-Identifier: GPL-3.0-or-later
# timeout, gaierror, herror and error.
import socket
print(socket.timeout, socket.gaierror, socket.herror, socket.error)
print(socket.error is OSError, socket.timeout is TimeoutError, socket.gaierror.__mro__,
    socket.herror.__base__)
e = socket.gaierror(-2, "Name or service not known")
print(e, repr(e), e.errno, e.strerror, e.args)
e = socket.herror(1, "Unknown host")
print(e, repr(e))
e = socket.timeout("timed out")
print(e, repr(e), e.errno)
try:
    raise socket.gaierror(-3, "Temporary failure")
except OSError as e:
    print(type(e).__name__, e)
try:
    raise socket.timeout
except TimeoutError as e:
    print(repr(e))
print(socket.gaierror.__module__, socket.gaierror.__name__, issubclass(socket.herror, socket.error))
try:
    socket.getaddrinfo("x.invalid", 1, flags=socket.AI_NUMERICHOST)
except socket.error as e:
    print(type(e), e.errno == socket.EAI_NONAME)
