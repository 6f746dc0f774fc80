# SPDX-License-Identifier: GPL-3.0-or-later
# getaddrinfo of numeric hosts and services.
import socket
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("127.0.0.1", "80", 0, socket.SOCK_STREAM))
print(socket.getaddrinfo("::1", 443, socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP))
print(socket.getaddrinfo("127.0.0.1", None, proto=socket.IPPROTO_TCP))
print(socket.getaddrinfo(None, 8080, socket.AF_INET, socket.SOCK_STREAM))
print(socket.getaddrinfo(None, 8080, socket.AF_INET, socket.SOCK_STREAM, 0, socket.AI_PASSIVE))
print(socket.getaddrinfo("10.1.2.3", 0, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST))
print(len(socket.getaddrinfo("127.0.0.1", 80)), socket.getaddrinfo("127.0.0.1", 80)[1][1])
print(socket.getaddrinfo("localhost", 80, socket.AF_INET, socket.SOCK_STREAM))
print(socket.getaddrinfo(b"127.0.0.1", b"25", type=1), socket.getaddrinfo(host="127.0.0.1", port=1, type=1))
print(socket.getaddrinfo("fe80::1%1", 5, socket.AF_INET6, 1)[0][4])
