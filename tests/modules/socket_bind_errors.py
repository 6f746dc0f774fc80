# SPDX-License-Identifier: GPL-3.0-or-later
# What bind refuses.
import socket
s = socket.socket()
tests = [
    lambda: s.bind(), lambda: s.bind("127.0.0.1", 0), lambda: s.bind("127.0.0.1:3000"),
    lambda: s.bind(("127.0.0.1",)), lambda: s.bind(("127.0.0.1", 0, 0)),
    lambda: s.bind(("127.0.0.1", "3000")), lambda: s.bind((3000, "127.0.0.1")),
    lambda: s.bind(("127.0.0.1", 70000)), lambda: s.bind(("127.0.0.1", -1)),
    lambda: s.bind(("127.0.0.1", 1.5)), lambda: s.bind(("8.8.8.8", 0)), lambda: s.bind(None),
    lambda: s.bind(5), lambda: s.bind(["127.0.0.1", 0]), lambda: s.bind((None, 0)),
    lambda: s.bind(("127.0.0.1", None)), lambda: s.bind(("127.0.0.1", 65536)),
    lambda: s.bind(("127.0.0.1", 10 ** 30)), lambda: s.bind(("::1", 0)), lambda: s.bind(()),
    lambda: s.bind(b"x"), lambda: s.bind((("127.0.0.1"), 0, 0, 0)), lambda: s.bind((b"\xff", 0)),
    lambda: s.bind(("a\0b", 0)),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
s.close()
