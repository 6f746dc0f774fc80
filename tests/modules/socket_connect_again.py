# SPDX-License-Identifier: GPL-3.0-or-later
# A connection that was refused can be tried again on the same socket, also while other tasks wait.
import socket
import threading

end = threading.Event()
other = threading.Thread(target=end.wait)
other.start()

server = socket.socket()
server.bind(("127.0.0.1", 0))
address = server.getsockname()
client = socket.socket()
for _ in range(2):
    try:
        client.connect(address)
    except OSError as error:
        print(error)
server.listen()
print(client.connect(address), client.getpeername() == address)
end.set()
other.join()
