# SPDX-License-Identifier: GPL-3.0-or-later
# listen with every backlog.
import socket
for backlog in None, 0, 1, 128, -1, 10 ** 6:
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    if backlog is None:
        print(s.listen())
    else:
        print(backlog, s.listen(backlog))
    print(s.listen(5))
    s.close()
s = socket.socket()
for test in [
    lambda: s.listen("5"), lambda: s.listen(1.5), lambda: s.listen(1, 2), lambda: s.listen(10 ** 20),
    lambda: s.listen(None), lambda: s.listen(backlog=5),
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
s.close()
for test in [
    lambda: s.accept(1), lambda: s.close(1), lambda: s.fileno(1), lambda: s.getsockname(1),
    lambda: s.getpeername(1), lambda: s.detach(1),
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
