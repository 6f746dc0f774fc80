# SPDX-License-Identifier: GPL-3.0-or-later
# refused: ExceptionGroup, which all_errors=True asks for, is not supported
import socket

listener = socket.create_server(("127.0.0.1", 0))
address = listener.getsockname()
print(socket.create_connection(address, all_errors=True).getpeername() == address)
listener.close()
socket.create_connection(address, all_errors=True)
