# A second connect is refused whether or not other tasks ran while the first one waited; a timeout changes that as it does
# in the kernel.
import socket
import threading

server = socket.create_server(("127.0.0.1", 0))
threading.Thread(target=threading.Event().wait, daemon=True).start()
for timeout in None, 5:
    client = socket.socket()
    client.settimeout(timeout)
    client.connect(server.getsockname())
    for address in server.getsockname(), ("127.0.0.1", 1):
        try:
            print(timeout, client.connect(address))
        except OSError as problem:
            print(timeout, problem)
