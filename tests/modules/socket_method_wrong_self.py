# SPDX-License-Identifier: GPL-3.0-or-later
# A method taken from its class refuses what is no instance of it, whatever else its row in the table says.
import socket

for method, arguments in ((socket.socket.send, (5, b"x")), (socket.socket.recv, (5, 1))):
    try:
        method(*arguments)
    except TypeError as error:
        print(type(error).__name__)
try:
    socket.socket.send(5, b"x")
except TypeError as error:
    print(type(error).__name__)
try:
    str.join(1, [])
except TypeError as error:
    print(error)
try:
    list.append()
except TypeError as error:
    print(error)
