# SPDX-License-Identifier: GPL-3.0-or-later
# A method without its parentheses does nothing.
import socket
s = socket.create_server(("127.0.0.1", 0))
port = str(s.getsockname()[1])
print(repr(s.close).replace(port, "PORT"))
print(s.fileno() >= 0, callable(s.accept))
s.close
print(s.fileno() >= 0)
con = socket.create_connection, s
print(con[0].__name__, s.close.__name__, s.close.__self__ is s)
try:
    s.PS1 = 1
except AttributeError as e:
    print(e)
try:
    s.nope
except AttributeError as e:
    print(e)
s.close()
try:
    socket(socket.AF_INET)
except TypeError as e:
    print(e)
try:
    AF_INET
except NameError as e:
    print(e)
pair = ("con", "addr")
try:
    pair.recv(7)
except AttributeError as e:
    print(e)
