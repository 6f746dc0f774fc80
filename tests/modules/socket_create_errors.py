# SPDX-License-Identifier: GPL-3.0-or-later
# What socket() refuses.
import socket
tests = [
    lambda: socket.socket("x"), lambda: socket.socket(2, "x"), lambda: socket.socket(2, 1, "x"),
    lambda: socket.socket(1.5), lambda: socket.socket(999), lambda: socket.socket(2, 999),
    lambda: socket.socket(2, 1, 999), lambda: socket.socket(2, 1, 0, 99999),
    lambda: socket.socket(2, 1, 0, None, 5), lambda: socket.socket(nope=1), lambda: socket.socket(None),
    lambda: socket.socket(fileno=-1), lambda: socket.socket(fileno="x"), lambda: socket.socket(fileno=9999),
    lambda: socket.socket(10 ** 20), lambda: socket.socket(fileno=-5), lambda: socket.socket(2, 1, 17),
    lambda: socket.nothing, lambda: socket.socket().nothing, lambda: socket.socket(fileno=1.5),
]
for test in tests:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
