# SPDX-License-Identifier: GPL-3.0-or-later
# Constants show as Python's enumerations.
import socket
for c in [
    socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, socket.AF_UNSPEC, socket.SOCK_STREAM, socket.SOCK_DGRAM,
    socket.SOCK_RAW, socket.SOCK_NONBLOCK, socket.SOCK_CLOEXEC, socket.MSG_PEEK, socket.MSG_DONTWAIT,
    socket.MSG_WAITALL, socket.MSG_OOB, socket.MSG_NOSIGNAL, socket.AI_PASSIVE, socket.AI_NUMERICHOST,
    socket.AI_CANONNAME, socket.AI_NUMERICSERV,
]:
    print(repr(c), str(c), int(c), c == int(c), c + 0, "%d" % c, f"{c}")
print(socket.SOL_SOCKET, socket.SO_REUSEADDR, socket.SO_REUSEPORT, socket.SO_KEEPALIVE, socket.SO_BROADCAST,
    socket.SO_RCVBUF, socket.SO_SNDBUF, socket.SO_LINGER, socket.SO_ERROR, socket.SO_TYPE,
        socket.SO_ACCEPTCONN)
print(socket.IPPROTO_TCP, socket.IPPROTO_UDP, socket.IPPROTO_IP, socket.IPPROTO_IPV6, socket.IPPROTO_ICMP,
    socket.TCP_NODELAY, socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL, socket.TCP_KEEPCNT, socket.TCP_MAXSEG,
    socket.TCP_DEFER_ACCEPT, socket.TCP_USER_TIMEOUT, socket.IPV6_V6ONLY, socket.IP_TTL, socket.IP_TOS)
print(socket.SHUT_RD, socket.SHUT_WR, socket.SHUT_RDWR, socket.SOMAXCONN, socket.INADDR_ANY,
    socket.INADDR_LOOPBACK, socket.INADDR_BROADCAST, socket.has_ipv6)
print(socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_FAMILY, socket.EAI_SERVICE, socket.EAI_FAIL)
print(socket.NI_NUMERICHOST, socket.NI_NUMERICSERV)
