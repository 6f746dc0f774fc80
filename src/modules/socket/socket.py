# SPDX-License-Identifier: GPL-3.0-or-later
"""Sockets: the class and the constants come from _socket; here are the functions made of them.

See https://docs.python.org/3.11/library/socket.html
"""
from _socket import *
from _socket import _error, _pair, _resolve, _service
import _socket

SocketType = socket
_default = object()
_protocols = ((SOCK_STREAM, IPPROTO_TCP, "tcp"), (SOCK_DGRAM, IPPROTO_UDP, "udp"), (SOCK_RAW, 0, None))


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    if family is None:
        family = AF_UNIX
    return _pair(family, type, proto)


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, dup(fd))


# The port of getaddrinfo: a number, digits, or the name of a service.
def _port(service, protocol):
    if service is None:
        return 0
    if isinstance(service, int):
        if service < 0:
            _error(EAI_SERVICE)
        return service & 0xffff
    if isinstance(service, bytes):
        service = service.decode()
    if service.isdigit():
        return int(service) & 0xffff
    return _service(service, protocol)


def _check(port, flags):
    if isinstance(port, int) and not -(1 << 63) <= port < 1 << 63:
        raise OverflowError("Python int too large to convert to C long")
    if port is not None and not isinstance(port, (int, str, bytes)):
        raise OSError("Int or String expected")
    if flags & ~0x5ff:
        _error(EAI_BADFLAGS)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    if isinstance(host, (bytes, bytearray)):
        host = bytes(host).decode()
    if host is not None and not isinstance(host, str):
        raise TypeError("getaddrinfo() argument 1 must be string or None")
    family, type, proto, flags = _index(family), _index(type), _index(proto), _index(flags)
    _check(port, flags)
    if isinstance(port, bytes):
        port = port.decode()
    if host is None and port is None or host == "":
        _error(EAI_NONAME)
    if family not in (0, AF_INET, AF_INET6):
        _error(EAI_FAMILY)
    if type not in (0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW):
        _error(EAI_SOCKTYPE)
    if flags & AI_NUMERICSERV and isinstance(port, str) and not port.isdigit():
        _error(EAI_NONAME)
    scope = 0
    if host is None:
        passive = flags & AI_PASSIVE
        found = [(AF_INET, "0.0.0.0" if passive else "127.0.0.1"), (AF_INET6, "::" if passive else "::1")]
        if not passive:
            found.reverse()
        found = [entry for entry in found if family in (0, entry[0])]
    else:
        if ":" in host and "%" in host:
            host, zone = host.split("%", 1)
            scope = int(zone) if zone.isdigit() else 0
        if flags & AI_NUMERICHOST and not _is_numeric(host):
            _error(EAI_NONAME)
        found = _resolve(host, family)
    result = []
    served = False
    for number, text in found:
        for kind, protocol, name in _protocols:
            if (type and type != kind) or (proto and proto != protocol and (protocol or type != kind)):
                continue
            number_of_port = _port(port, name)
            if number_of_port is None:
                continue
            served = True
            address = (text, number_of_port) if number == AF_INET else (text, number_of_port, 0, scope)
            canonical = host if flags & AI_CANONNAME and not result and host else ""
            result.append((AddressFamily(number), SocketKind(kind), proto or protocol, canonical, address))
    if not served:
        _error(EAI_SERVICE if isinstance(port, (str, bytes)) else EAI_SOCKTYPE)
    return result


def _index(number):
    if not hasattr(number, "__index__"):
        raise TypeError(f"{number.__class__.__name__!r} object cannot be interpreted as an integer")
    return number.__index__()


def _is_numeric(host):
    for family in AF_INET, AF_INET6:
        try:
            inet_pton(family, host)
            return True
        except OSError:
            pass
    return False


def gethostbyname_ex(hostname, /):
    return hostname, [], [text for number, text in _resolve(hostname, AF_INET)]


def getfqdn(name=""):
    return name.strip() or gethostname()


def getnameinfo(sockaddr, flags, /):
    return sockaddr[0], str(sockaddr[1])


def create_connection(address, timeout=_default, source_address=None, *, all_errors=False):
    host, port = address
    exceptions = []
    for family, type, proto, name, sockaddr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, type, proto)
            if timeout is not _default:
                sock.settimeout(timeout)
            if source_address:
                sock.bind(source_address)
            sock.connect(sockaddr)
            exceptions.clear()
            return sock
        except error as problem:
            if not all_errors:
                exceptions.clear()
            exceptions.append(problem)
            if sock is not None:
                sock.close()
    if not exceptions:
        raise error("getaddrinfo returns an empty list")
    try:
        raise exceptions[0]
    finally:
        exceptions.clear()


def has_dualstack_ipv6():
    try:
        with socket(AF_INET6, SOCK_STREAM) as sock:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0)
            return True
    except error:
        return False


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    if dualstack_ipv6:
        if not has_dualstack_ipv6():
            raise ValueError("dualstack_ipv6 not supported on this platform")
        if family != AF_INET6:
            raise ValueError("dualstack_ipv6 requires AF_INET6 family")
    sock = socket(family, SOCK_STREAM)
    try:
        try:
            sock.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        except error:
            pass
        if reuse_port:
            sock.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        if family == AF_INET6:
            sock.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 0 if dualstack_ipv6 else 1)
        try:
            sock.bind(address)
        except error as problem:
            raise error(problem.errno, f"{problem.strerror} (while attempting to bind on address {address!r})") from None
        if backlog is None:
            sock.listen()
        else:
            sock.listen(backlog)
        return sock
    except error:
        sock.close()
        raise
