# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes one client after the other on port 3000, and sends what it gets back in capitals, after so many seconds."""

import socket
import sys
import time

with socket.create_server(("127.0.0.1", 3000)) as server:
    while True:
        connection, _ = server.accept()
        with connection:
            data = connection.recv(100)
            time.sleep(float(sys.argv[1]))
            connection.sendall(data.upper())
