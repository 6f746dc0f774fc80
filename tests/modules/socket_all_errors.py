# SPDX-License-Identifier: GPL-3.0-or-later
# create_connection(all_errors=True): what each address said.
import socket

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
socket.create_connection(("127.0.0.1", port), all_errors=True).close()
server.close()
try:
    socket.create_connection(("127.0.0.1", port), all_errors=True)
except* ConnectionRefusedError as group:
    print(group, group.exceptions, group.args)
try:
    socket.create_connection(("127.0.0.1", port), source_address=("192.0.2.1", 0), all_errors=True)
except ExceptionGroup as group:
    print(repr(group.exceptions[0].__traceback__ is not None), group.exceptions)
