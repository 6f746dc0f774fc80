# SPDX-License-Identifier: GPL-3.0-or-later
# settimeout, gettimeout, setblocking, getblocking.
import socket
s = socket.socket()
print(s.gettimeout(), s.getblocking())
for value in 5, 2.5, 0, 0.0, None, True, 0.001, 10 ** 6:
    s.settimeout(value)
    print(value, s.gettimeout(), s.getblocking(), s.timeout)
for flag in True, False, 1, 0:
    s.setblocking(flag)
    print(flag, s.gettimeout(), s.getblocking())
for bad in -1, "x", -0.5, [1], float("nan"), float("inf"), 1e20, 10 ** 30, b"1":
    try:
        s.settimeout(bad)
        print("accepted", bad)
    except Exception as e:
        print(type(e).__name__, e)
for test in [
    lambda: s.settimeout(), lambda: s.settimeout(1, 2), lambda: s.setblocking(), lambda: s.setblocking("x"),
    lambda: s.setblocking(1.5), lambda: s.gettimeout(1), lambda: s.getblocking(1),
    lambda: s.setblocking(None),
]:
    try:
        print(test())
    except TypeError as e:
        print(e)
s.close()
print(socket.getdefaulttimeout(), socket.setdefaulttimeout(3), socket.getdefaulttimeout())
t = socket.socket()
print(t.gettimeout())
socket.setdefaulttimeout(None)
print(socket.socket().gettimeout())
t.close()
