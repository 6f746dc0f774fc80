# SPDX-License-Identifier: GPL-3.0-or-later
# Every call that takes an address, with addresses of every wrong shape and type: the same errors, the same words.
import socket

class I:
    def __index__(self): return 9
class J:
    def __index__(self): raise ZeroDivisionError("no")
class S(str): pass
class T(tuple): pass
hosts = ["127.0.0.1", "", "::1", None, 5, 1.5, b"127.0.0.1", bytearray(b"127.0.0.1"), memoryview(b"127.0.0.1"), "a\0b", b"a\0b",
         S("127.0.0.1"), "127.1", "0x7f.1", "127.0.0.1 ", "127.0.0.1\n", "<broadcast>", "255.255.255.255", "::1%lo", "fe80::1%lo",
         "fe80::1%nope", "fe80::1%1", "::1%1", "::1%x", "::1%4294967296", "a..invalid", ".invalid", "a" * 64 + ".invalid", "a" * 64, object(),
         True, ["x"], "::ffff:127.0.0.1", "0", "0.0.0.0", "::"]
ports = [9, 0, -1, 65535, 65536, 1 << 40, 1 << 70, -(1 << 70), "80", "http", "nope", b"80", None, 1.5, True, object(), I(), J(), "", " 80", "80 ", "٨٠", "65536", "-1", "+80", "0x50", "80\0", [], "99999999999999999999"]
shapes = [None, 5, "x", b"x", ("127.0.0.1",), (), ("127.0.0.1", 9, 0), ("127.0.0.1", 9, 0, 0), ("127.0.0.1", 9, 0, 0, 0), ["127.0.0.1", 9], T(("127.0.0.1", 9)), object(), {}, "127.0.0.1:9"]
sixes = [0, 1, -1, 1 << 20, (1 << 20) - 1, 1 << 31, 1 << 32, (1 << 32) - 1, -(1 << 31), 1 << 70, None, "1", 1.5, object(), True, I(), J(), "lo"]
def clean(x):
    r = repr(x)
    at = max(r.find(" object at 0x"), r.find(" at 0x"))
    return r if at < 0 else r[:at] + ">"
def strip(text):
    at = text.find(" object at 0x")
    while at >= 0:
        end = text.find(">", at)
        text = text[:at] + text[end:]
        at = text.find(" object at 0x")
    return text
def said(f, *a, **k):
    try:
        r = f(*a, **k)
        if isinstance(r, socket.socket):
            n = "socket"; r.close(); return n
        return r
    except BaseException as e:
        return type(e).__name__ + ": " + strip(str(e))
def one(name, family, address):
    numeric = socket.NI_NUMERICHOST | socket.NI_NUMERICSERV
    if name == "bind":
        return said(socket.socket(family).bind, address)
    if name in ("connect", "connect_ex"):
        return said(getattr(socket.socket(family, socket.SOCK_DGRAM), name), address)
    if name == "sendto":
        return said(socket.socket(family, socket.SOCK_DGRAM).sendto, b"x", address)
    if name == "create_server":
        return said(socket.create_server, address, family=family)
    if name == "create_connection":
        return said(socket.create_connection, address, 1)
    if name == "getnameinfo":
        return said(socket.getnameinfo, address, numeric)
    return said(socket.getaddrinfo, *address[:2], family, socket.SOCK_STREAM)


def show(name, family, address):
    print(name, clean(address), one(name, family, address))


for name in "bind", "connect", "connect_ex", "sendto", "create_server", "create_connection", "getnameinfo", "getaddrinfo":
    for family in socket.AF_INET, socket.AF_INET6:
        home = "127.0.0.1" if family == socket.AF_INET else "::1"
        tuples = [(host, 0 if name in ("bind", "create_server") else 9) for host in hosts] + [(home, port) for port in ports]
        tuples += [("a\0b", -1), (5, -1), (None, 1 << 70), ("", object())]
        if name != "getaddrinfo":
            tuples += shapes + [(home, 9, x) for x in sixes] + [(home, 9, 0, x) for x in sixes]
        if name in ("bind", "create_server"):
            tuples = [x for x in tuples if not (isinstance(x, tuple) and len(x) > 1 and (x[1] == 9 or isinstance(x[1], I)) and len(x) == 2)]
        for address in tuples:
            show(name, family, address)
for flags in 0, socket.NI_NUMERICHOST, socket.NI_NUMERICSERV, socket.NI_DGRAM, socket.NI_NAMEREQD, 1 << 20, -1, 1 << 40, "0":
    for address in ("127.0.0.1", 80), ("127.0.0.1", 9), ("127.0.0.1", 514), ("127.0.0.1", 65000), ("::", 80, 0, 1), ("fe80::", 9, 0, 1):
        if address[0] == "127.0.0.1" or flags and (flags == "0" or flags < 0 or flags & socket.NI_NUMERICHOST):
            print(flags, address, said(socket.getnameinfo, address, flags))
print(said(socket.getnameinfo), said(socket.getnameinfo, 1), said(socket.getnameinfo, 1, 2, 3))
for arguments in ("127.0.0.1", "http"), ("127.0.0.1", "domain"), ("127.0.0.1", "ntp", 0, socket.SOCK_RAW), ("127.0.0.1", 5, 0, socket.SOCK_RAW):
    print(arguments, said(socket.getaddrinfo, *arguments))
for flags in socket.AI_NUMERICHOST, socket.AI_NUMERICSERV, socket.AI_PASSIVE, socket.AI_CANONNAME, 1 << 20:
    for host in "127.0.0.1", "fe80::1%lo", None:
        for port in 80, "http", None:
            print(flags, host, port, said(socket.getaddrinfo, host, port, 0, socket.SOCK_STREAM, 0, flags))
for port in 80, 53, 9, 65000, -1, 65536, 1 << 40, "80":
    print(port, said(socket.getservbyport, port), said(socket.getservbyport, port, "udp"), said(socket.getservbyport, port, "no"))
print(socket.getfqdn("localhost"), socket.getfqdn(" 127.0.0.1 "), socket.gethostbyaddr("127.0.0.1")[0])
