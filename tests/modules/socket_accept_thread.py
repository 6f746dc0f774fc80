# SPDX-License-Identifier: GPL-3.0-or-later
# accept() waits for a thread that connects.
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
def client():
    with socket.create_connection(server.getsockname()) as c:
        c.sendall(b"hello from the thread")
        print("client got", c.recv(100))
t = threading.Thread(target=client)
t.start()
con, addr = server.accept()
print("accepted from", addr[0])
data = con.recv(100)
while len(data) < 21:
    data += con.recv(100)
print("server got", data)
con.sendall(b"answer")
t.join()
con.close()
server.close()
print("done")
