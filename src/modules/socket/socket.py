# SPDX-License-Identifier: GPL-3.0-or-later
"""Sockets: the class and the constants come from _socket; here are the functions made of them.

See https://docs.python.org/3.11/library/socket.html
"""
from _socket import *
from _socket import _configured, _error, _names, _pair, _resolve, _service
import _socket
import sys as _sys

SocketType = socket
BDADDR_ANY, BDADDR_LOCAL = "00:00:00:00:00:00", "00:00:00:FF:FF:FF" # of Bluetooth
_GLOBAL_DEFAULT_TIMEOUT = object()
_protocols = ((SOCK_STREAM, IPPROTO_TCP, "tcp"), (SOCK_DGRAM, IPPROTO_UDP, "udp"), (SOCK_RAW, 0, None))
_blanks = " \t\n\v\f\r"


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    if family is None:
        family = AF_UNIX
    return _pair(family, type, proto)


def fromfd(fd, family, type, proto=0):
    return socket(family, type, proto, dup(fd))


def send_fds(sock, buffers, fds, flags=0, address=None):
    numbers = b"".join(_index(fd).to_bytes(4, _sys.byteorder, signed=True) for fd in fds)
    return sock.sendmsg(buffers, [(SOL_SOCKET, SCM_RIGHTS, numbers)])


def recv_fds(sock, bufsize, maxfds, flags=0):
    data, ancillary, flags, address = sock.recvmsg(bufsize, CMSG_LEN(maxfds * 4))
    fds = []
    for level, kind, numbers in ancillary:
        if level == SOL_SOCKET and kind == SCM_RIGHTS:
            whole = len(numbers) - len(numbers) % 4
            fds += [int.from_bytes(numbers[at:at + 4], _sys.byteorder, signed=True) for at in range(0, whole, 4)]
    return data, fds, flags, address


# ---- methods of the class, which object.c finds here

def _dup(sock):
    other = sock.__class__(sock.family, sock.type, sock.proto, fileno=dup(sock.fileno()))
    other.settimeout(sock.gettimeout())
    return other


def _makefile(sock, *args):
    from _socket_io import makefile
    return makefile(sock, *args)


def __getattr__(name):
    if name == "SocketIO":
        from _socket_io import SocketIO
        globals()[name] = SocketIO
        return SocketIO
    import _imp
    raise AttributeError(f"module 'socket' has no attribute {name!r}{_imp._lacking('socket', name)}", name=name,
                         obj=_sys.modules[__name__])


def _check_sendfile(sock, file, offset, count):
    if "b" not in getattr(file, "mode", "b"):
        raise ValueError("file should be opened in binary mode")
    if not sock.type & SOCK_STREAM:
        raise ValueError("only SOCK_STREAM type sockets are supported")
    if count is not None:
        if not isinstance(count, int):
            raise TypeError(f"count must be a positive integer (got {count!r})")
        if count <= 0:
            raise ValueError(f"count must be a positive integer (got {count!r})")
    if sock.gettimeout() == 0:
        raise ValueError("non-blocking sockets are not supported")


# A file of the system is sent from the offset on, wherever it stands; any other from where it stands, unless there is one.
def _sendfile(sock, file, offset=0, count=None):
    _check_sendfile(sock, file, offset, count)
    try:
        file.fileno()
        is_placed = True
    except (AttributeError, OSError):
        is_placed = bool(offset)
    return _send_blocks(sock, file, is_placed, offset, count)


# What classes that inherit call: through their own send().
def __sendfile_use_send(sock, file, offset=0, count=None):
    _check_sendfile(sock, file, offset, count)
    return _send_blocks(sock, file, bool(offset), offset, count)


def _send_blocks(sock, file, is_placed, offset, count):
    if is_placed:
        file.seek(offset)
    total = 0
    block = 8192 if count is None else min(count, 8192)
    try:
        while block:
            data = memoryview(file.read(block))
            if not data:
                break
            while data:
                sent = sock.send(data)
                total += sent
                data = data[sent:]
            if count is not None:
                block = min(count - total, 8192)
        return total
    finally:
        if total and hasattr(file, "seek"):
            file.seek(offset + total)


# The text of a service as C's library reads a number; None: a name.
def _number(text):
    digits = text.lstrip(_blanks)
    if not text:
        return 0
    minus = digits.startswith("-")
    if digits.startswith(("-", "+")):
        digits = digits[1:]
    if not (digits.isascii() and digits.isdigit()):
        return None
    number = min(int(digits), (1 << 64) - 1)
    number = (-number if minus else number) & 0xffffffff
    return None if number >> 31 else number & 0xffff


# The service of getaddrinfo: a number, or the name of one.
def _service_of(port):
    if port is None:
        return 0
    if type(port) is int:
        if not -(1 << 63) <= port < 1 << 63:
            raise OverflowError("Python int too large to convert to C long")
        port = str(port)
    if isinstance(port, bytes):
        port = port.decode("utf-8", "surrogateescape")
    if not isinstance(port, str):
        raise OSError("Int or String expected")
    text = port.split("\0")[0]
    number = _number(text)
    return text if number is None else number


# A host as the system reads it: None or a str. What is not ASCII would be encoded by IDNA.
def _host_of(host):
    if host is None:
        return None
    if isinstance(host, bytes):
        host = host.split(b"\0")[0]
        if not host.isascii():
            _error(EAI_NONAME)
        return host.decode()
    if not isinstance(host, str):
        raise TypeError("getaddrinfo() argument 1 must be string or None")
    if not host.isascii():
        return host.encode("idna").decode("ascii")
    *labels, last = host.split(".")
    if not all(0 < len(label) < 64 for label in labels):
        raise UnicodeError("encoding with 'idna' codec failed (UnicodeError: label empty or too long)")
    if len(last) > 63:
        raise UnicodeError("encoding with 'idna' codec failed (UnicodeError: label too long)")
    return host.split("\0")[0]


def _check_hints(family, type, flags):
    if flags & ~0x5ff:
        _error(EAI_BADFLAGS)
    if flags & AI_V4MAPPED and family == AF_INET6:
        raise NotImplementedError("getaddrinfo() with AI_V4MAPPED is not supported (Python has it)")
    if family not in (0, AF_INET, AF_INET6):
        _error(EAI_FAMILY)
    if type not in (0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW):
        _error(EAI_SOCKTYPE)


def _configured_family(family):
    has_four, has_six = _configured()
    if family == 0:
        return 0 if has_four == has_six else AF_INET if has_four else AF_INET6
    if not (has_four if family == AF_INET else has_six):
        _error(EAI_NONAME)
    return family


# (type, protocol, port) of each kind of socket that has the service.
def _kinds(service, type, proto):
    kinds = []
    for kind, protocol, name in _protocols:
        if (type and type != kind) or (proto and proto != protocol and (protocol or type != kind)):
            continue
        port = service
        if isinstance(service, str):
            port = _service(service, name) if name else None
        if port is not None:
            kinds.append((SocketKind(kind), proto or protocol, port))
    if not kinds:
        _error(EAI_SERVICE if isinstance(service, str) or service else EAI_SOCKTYPE)
    return kinds


def _own_addresses(family, passive):
    found = [(AF_INET, "0.0.0.0" if passive else "127.0.0.1", 0), (AF_INET6, "::" if passive else "::1", 0)]
    if not passive:
        found.reverse()
    return [entry for entry in found if family in (0, entry[0])]


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    family, type, proto, flags = _index(family), _index(type), _index(proto), _index(flags)
    host = _host_of(host)
    service = _service_of(port)
    if host is None and port is None or host == "":
        _error(EAI_NONAME)
    if flags & AI_CANONNAME and host is None:
        _error(EAI_BADFLAGS)
    _check_hints(family, type, flags)
    if type == SOCK_RAW and port is not None:
        _error(EAI_SERVICE)
    if flags & AI_NUMERICSERV and isinstance(service, str):
        _error(EAI_NONAME)
    if flags & AI_ADDRCONFIG:
        family = _configured_family(family)
    kinds = _kinds(service, type, proto)
    if host is None:
        found = _own_addresses(family, flags & AI_PASSIVE)
    elif flags & AI_NUMERICHOST and not _is_numeric(host):
        _error(EAI_NONAME)
    else:
        found = _resolve(host, family)
    result = []
    for number, text, scope in found:
        for kind, protocol, port in kinds:
            address = (text, port) if number == AF_INET else (text, port, 0, scope)
            canonical = host if flags & AI_CANONNAME and not result and host else ""
            result.append((AddressFamily(number), kind, protocol, canonical, address))
    return result


# A number as C's int, through a long.
def _index(number):
    if not hasattr(number, "__index__"):
        raise TypeError(f"{number.__class__.__name__!r} object cannot be interpreted as an integer")
    number = number.__index__()
    if not isinstance(number, int):
        raise TypeError(f"__index__ returned non-int (type {number.__class__.__name__})")
    if not -(1 << 63) <= number < 1 << 63:
        raise OverflowError("Python int too large to convert to C long")
    if not -(1 << 31) <= number < 1 << 31:
        raise OverflowError(f"signed integer is {'greater than maximum' if number > 0 else 'less than minimum'}")
    return number


def _is_numeric(host):
    try:
        inet_pton(AF_INET6, host.split("%")[0])
        return True
    except OSError:
        pass
    try:
        inet_aton(host)
        return not any(blank in host for blank in _blanks)
    except OSError:
        return False


def gethostbyname_ex(hostname, /):
    return hostname, [], [entry[1] for entry in _resolve(hostname, AF_INET)]


def gethostbyaddr(ip_address, /):
    text = _resolve(ip_address, 0)[0][1]
    names = _names(text)
    if not names:
        raise herror(1, "Unknown host")
    return names[0], names[1:], [text]


def getfqdn(name=""):
    name = name.strip()
    if not name or name == "0.0.0.0":
        name = gethostname()
    try:
        hostname, aliases, ipaddrs = gethostbyaddr(name)
    except error:
        return name
    for name in [hostname] + aliases:
        if "." in name:
            return name
    return hostname


def create_connection(address, timeout=_GLOBAL_DEFAULT_TIMEOUT, source_address=None, *, all_errors=False):
    host, port = address
    exceptions = []
    for family, type, proto, name, sockaddr in getaddrinfo(host, port, 0, SOCK_STREAM):
        sock = None
        try:
            sock = socket(family, type, proto)
            if timeout is not _GLOBAL_DEFAULT_TIMEOUT:
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
        if all_errors:
            raise ExceptionGroup("create_connection failed", exceptions)
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
