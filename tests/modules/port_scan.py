# SPDX-License-Identifier: GPL-3.0-or-later
# Which of some ports listen: connect_ex and its answers.
import socket
import errno
import os
open_server = socket.create_server(("127.0.0.1", 0))
bound_only = socket.socket()
bound_only.bind(("127.0.0.1", 0))
gone = socket.create_server(("127.0.0.1", 0))
ports = [("open", open_server.getsockname()[1]), ("bound", bound_only.getsockname()[1]),
    ("gone", gone.getsockname()[1])]
gone.close()
for name, port in ports:
    with socket.socket() as s:
        s.settimeout(1)
        result = s.connect_ex(("127.0.0.1", port))
        print(name, result, os.strerror(result), errno.errorcode.get(result, "none"))
open_server.close()
bound_only.close()
