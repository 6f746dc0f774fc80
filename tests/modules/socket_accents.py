# SPDX-License-Identifier: GPL-3.0-or-later
# Text over a socket: encode, count bytes, cut characters.
import socket
a, b = socket.socketpair()
text = "Comment ça va ?"
print(len(text), a.send(text.encode()))
print(b.recv(15), b.recv(100))
a.sendall("ça".encode())
first = b.recv(1)
try:
    first.decode()
except UnicodeDecodeError as e:
    print(e)
rest = b.recv(10)
try:
    rest.decode()
except UnicodeDecodeError as e:
    print(e)
print((first + rest).decode())
a.sendall("été".encode("latin-1"))
data = b.recv(10)
try:
    data.decode()
except UnicodeDecodeError as e:
    print(e)
print(data.decode("latin-1"), data)
try:
    a.send("Bonjour")
except TypeError as e:
    print(e)
a.send(b"Bonjour")
try:
    b.recv(7) + "!"
except TypeError as e:
    print(e)
a.send(bytes(7))
print(b.recv(7) == "Bonjour", b"7" == "7")
a.close()
b.close()
