# SPDX-License-Identifier: GPL-3.0-or-later
# What connect refuses.
import socket
s = socket.socket()
tests = [
    lambda: s.connect(), lambda: s.connect("127.0.0.1", 3000), lambda: s.connect("127.0.0.1:3000"),
    lambda: s.connect(("127.0.0.1")), lambda: s.connect(("127.0.0.1",)),
    lambda: s.connect(("127.0.0.1", "3000")), lambda: s.connect((3000, "127.0.0.1")),
    lambda: s.connect(("127.0.0.1", 70000)), lambda: s.connect(("127.0.0.1", -1)),
    lambda: s.connect(["127.0.0.1", 1]), lambda: s.connect(None), lambda: s.connect_ex(),
    lambda: s.connect_ex(("127.0.0.1", 70000)), lambda: s.connect_ex("x"),
    lambda: s.connect_ex(("127.0.0.1", "1")), lambda: s.connect(("127.0.0.1", 1.5)),
    lambda: s.connect(address=1), lambda: s.connect(("127.0.0.1", 1, 2)), lambda: s.connect_ex(1, 2),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
s.close()
try:
    s.connect(("127.0.0.1", 1))
except OSError as e:
    print(type(e).__name__, e)
print(s.connect_ex(("127.0.0.1", 1)))
s6 = socket.socket(socket.AF_INET6)
tests = [
    lambda: s6.connect("x"), lambda: s6.connect(("::1",)), lambda: s6.connect(("::1", 70000)),
    lambda: s6.connect(("::1", 1, -1)), lambda: s6.connect(("::1", 1, 0, 0, 0)),
    lambda: s6.connect(("::1", 1, 1 << 20)),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
s6.close()
