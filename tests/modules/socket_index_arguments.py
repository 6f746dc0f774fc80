# SPDX-License-Identifier: GPL-3.0-or-later
# The numbers of each call of sockets: what has __index__, what raises or answers wrong there, and what is none.
import socket


class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v


class Bad:
    def __index__(self): raise ZeroDivisionError("mine")


class NotInt:
    def __index__(self): return "x"


def t(name, f):
    try:
        r = f()
    except Exception as e:
        print(name, type(e).__name__, e)
    else:
        print(name, r if isinstance(r, (int, bytes, str, type(None))) else type(r).__name__)


KINDS = I, lambda v: Bad(), lambda v: NotInt(), lambda v: 1.5, lambda v: "1", lambda v: 2**40, lambda v: 2**70, lambda v: -2**70, bool
for K in KINDS:
    a, b = socket.socketpair()
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    a.setblocking(False); b.setblocking(False)
    b.send(b"hello world hello world")
    t("recv", lambda: a.recv(K(3)))
    t("recvflags", lambda: a.recv(3, K(0)))
    t("recvfrom", lambda: a.recvfrom(K(3)))
    t("recvfrom2", lambda: a.recvfrom(3, K(0)))
    t("recv_into", lambda: a.recv_into(bytearray(5), K(3)))
    t("recv_into2", lambda: a.recv_into(bytearray(5), 3, K(0)))
    t("send", lambda: a.send(b"x", K(0)))
    t("sendall", lambda: a.sendall(b"x", K(0)))
    t("sendto", lambda: u.sendto(b"x", K(0), ("127.0.0.1", 9)))
    t("sendto, port", lambda: u.sendto(b"x", ("127.0.0.1", K(9))))
    t("settimeout", lambda: a.settimeout(K(0)))
    t("setblocking", lambda: a.setblocking(K(0)))
    t("listen", lambda: u.listen(K(1)))
    t("shutdown", lambda: b.shutdown(K(1)))
    t("getsockopt", lambda: a.getsockopt(K(1), socket.SO_TYPE))
    t("getsockopt2", lambda: a.getsockopt(1, K(3)))
    t("getsockopt3", lambda: a.getsockopt(1, 3, K(4)))
    t("setsockopt", lambda: a.setsockopt(K(1), 2, 1))
    t("setsockopt2", lambda: a.setsockopt(1, K(2), 1))
    t("setsockopt3", lambda: a.setsockopt(1, 2, K(1)))
    t("setsockopt4", lambda: a.setsockopt(1, 2, None, K(1)))
    t("socket", lambda: socket.socket(K(2)).family)
    t("socket2", lambda: socket.socket(2,K(1)).type)
    t("socket3", lambda: socket.socket(2,1,K(0)).proto)
    t("socket4", lambda: socket.socket(2,1,0,K(1000)).fileno())
    t("fromfd", lambda: socket.fromfd(K(1000),2,1))
    t("fromfd2", lambda: socket.fromfd(a.fileno(),K(2),1).family)
    t("dup", lambda: socket.dup(K(1000)))
    t("htons", lambda: socket.htons(K(3)))
    t("htonl", lambda: socket.htonl(K(3)))
    t("ntohs", lambda: socket.ntohs(K(3)))
    t("ntohl", lambda: socket.ntohl(K(3)))
    t("getaddrinfo", lambda: len(socket.getaddrinfo("127.0.0.1", K(80))))
    t("getaddrinfo2", lambda: len(socket.getaddrinfo("127.0.0.1", 80, K(2))))
    t("getaddrinfo3", lambda: len(socket.getaddrinfo("127.0.0.1", 80, 0, K(1))))
    t("getaddrinfo4", lambda: len(socket.getaddrinfo("127.0.0.1", 80, 0, 0, K(6))))
    t("getaddrinfo5", lambda: len(socket.getaddrinfo("127.0.0.1", 80, 0, 0, 0, K(0))))
    t("getnameinfo", lambda: socket.getnameinfo(("127.0.0.1", K(80)), 3))
    t("getnameinfo2", lambda: socket.getnameinfo(("127.0.0.1", 80), K(3)))
    t("getnameinfo3", lambda: socket.getnameinfo(("::1", 80, K(0), 0), 3))
    t("getnameinfo4", lambda: socket.getnameinfo(("::1", 80, 0, K(0)), 3))
    t("getservbyport", lambda: socket.getservbyport(K(80)))
    t("inet_ntop", lambda: socket.inet_ntop(K(2), b"1234"))
    t("inet_pton", lambda: socket.inet_pton(K(2), "1.2.3.4"))
    t("bind", lambda: socket.socket().bind(("127.0.0.1", K(0))))
    t("connect", lambda: socket.socket().connect(("127.0.0.1", K(1))))
    t("connect_ex", lambda: socket.socket().connect_ex(("127.0.0.1", K(1))))
    t("bind6", lambda: socket.socket(socket.AF_INET6).bind(("::1", 0, K(0), 0)))
    t("bind6b", lambda: socket.socket(socket.AF_INET6).bind(("::1", 0, 0, K(0))))
    t("create_server", lambda: socket.create_server(("127.0.0.1", 0), backlog=K(1)))
    t("create_server2", lambda: socket.create_server(("127.0.0.1", 0), family=K(2)))
    t("create_connection", lambda: socket.create_connection(("127.0.0.1", K(1))))
    t("create_connection2", lambda: socket.create_connection(("127.0.0.1", 1), K(1)))
    t("setdefaulttimeout", lambda: socket.setdefaulttimeout(K(0)))
    socket.setdefaulttimeout(None)
