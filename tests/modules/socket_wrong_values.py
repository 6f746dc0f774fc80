# SPDX-License-Identifier: GPL-3.0-or-later
# Numbers and other values of every kind, where sockets want a number: the same results, errors and words.
import socket


class I:
    def __index__(self): return 3
class F:
    def __float__(self): return 1.5
class B:
    def __bool__(self): return False
def said(f, *a):
    try:
        r = f(*a)
        return type(r).__name__ if isinstance(r, socket.socket) else r
    except BaseException as e: return type(e).__name__ + ": " + str(e)
a, b = socket.socketpair()
inf = float("inf")
values = [0, 1, -1, 2.5, -2.5, 1e-10, -1e-10, -0.0, 1e10, 9.2e9, 9.3e9, 1e18, 1e19, -1e10, -1e19, inf, -inf, float("nan"), 1 << 31, 1 << 40, 1 << 62, 1 << 63, -(1 << 63), 1 << 64, 1 << 200, -(1 << 200), None, "1", b"1", True, I(), F(), B(), []]
for v in values:
    print("settimeout", v if not type(v).__name__ in "IFB" else type(v).__name__, said(a.settimeout, v), a.gettimeout(), a.getblocking())
    a.settimeout(None)
for v in values: print("setdefault", said(socket.setdefaulttimeout, v), socket.getdefaulttimeout()); socket.setdefaulttimeout(None)
values = [v for v in values if not isinstance(v, I)]
for v in values:
    print("setblocking", said(a.setblocking, v), a.gettimeout()); a.setblocking(True)
a.setblocking(False)
for v in values:
    for k, f in enumerate((a.recv, a.recvfrom, lambda n: a.recv_into(bytearray(4), n), lambda n: a.recv(4, n), lambda n: a.send(b"", n), lambda n: a.sendto(b"", n, "/x"), lambda n: a.getsockopt(1, 3, n), lambda n: a.getsockopt(n, 3), lambda n: a.getsockopt(1, n), lambda n: a.setsockopt(1, 9, n), lambda n: a.setsockopt(n, 9, 1),lambda n: a.setsockopt(1, n, 1), lambda n: a.setsockopt(1, 9, None, n), a.shutdown if v not in (0, 1, 2, True) and not isinstance(v, I) else len, lambda n: socket.socket().listen(n), lambda n: socket.socket(n), lambda n: socket.socket(2, n), lambda n: socket.socket(2, 1, n), lambda n: socket.socket(2,1,0,n) if not isinstance(v,(int, I)) or isinstance(v, int) and (v<0 or v > 100) else 0, lambda n: socket.socketpair(n), lambda n: socket.socketpair(1, n), lambda n: socket.htons(n), lambda n: socket.htonl(n), lambda n: socket.inet_ntop(n, b"1234"), lambda n: socket.inet_pton(n, "1.2.3.4"), lambda n: socket.inet_aton(n), socket.inet_ntoa, socket.gethostbyname if not isinstance(v, str) else len, socket.getservbyname, lambda n: socket.getservbyname("http", n), lambda n: socket.close(n) if not isinstance(v, (int,I)) else 0, lambda n: socket.dup(n) if not isinstance(v, (int,I)) else 0, len)):
        r = said(f, v)
        print(k, type(v).__name__, v if type(v).__name__ not in "IFB" else "", r)
c = socket.socket(); c.close()
for f in (lambda: c.getsockopt(1, 2, 5000), lambda: c.getsockopt(1, 2), lambda: c.recv(-1), lambda: c.recv(0), lambda: c.recv(5), lambda: c.recv_into(bytearray(2), 5), lambda: c.recv_into(b""), lambda: c.settimeout(-1), lambda: c.settimeout(1), lambda: c.setblocking(1), lambda: c.listen(), lambda: c.accept(), lambda: c.bind(5), lambda: c.bind(("1.1.1.1", 5)), lambda: c.connect_ex(5), lambda: c.connect_ex(("1.1.1.1", 5)), lambda: c.shutdown(9), lambda: c.send(5), lambda: c.send(b""), lambda: c.sendall(b""), lambda: c.sendto(b"", 5), lambda: c.getpeername(), lambda: c.getsockname(), lambda: c.setsockopt(1, 2, 3), lambda: c.setsockopt(1, 2, "x"), lambda: c.detach(), lambda: c.fileno(), lambda: c.close(), lambda: c.family, lambda: c.gettimeout()):
    print(said(f))
