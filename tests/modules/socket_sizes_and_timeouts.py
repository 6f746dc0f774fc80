# SPDX-License-Identifier: GPL-3.0-or-later
# Sizes and timeouts beyond what the system takes: which error, and which words.
import socket
a, b = socket.socketpair()
b.sendall(b"hi" * 10)
def attempt(what, function):
    try:
        print(what, function())
    except (OverflowError, ValueError, MemoryError, TypeError) as e:
        print(what, type(e).__name__, e)
for n in (2 ** 63 - 1, 2 ** 63 - 33, 2 ** 63, -1, -2 ** 63 - 1):
    attempt(n, lambda: a.recv(n, socket.MSG_DONTWAIT))
    attempt(n, lambda: a.recvfrom(n, socket.MSG_DONTWAIT))
for t in (float("inf"), float("-inf"), float("nan"), 1e300, -1e300, 1e9, 1e10, -1, 2 ** 70, -2 ** 70, 2 ** 63, "x", b"", None, True,
          9223372036, 9223372037.0, 9223372037, -1e-9):
    attempt(t, lambda: (a.settimeout(t), a.gettimeout()))
