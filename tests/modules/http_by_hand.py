# SPDX-License-Identifier: GPL-3.0-or-later
# A request and an answer of HTTP, written and read by hand.
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
def serve():
    con, _ = server.accept()
    with con:
        request = b""
        while b"\r\n\r\n" not in request:
            request += con.recv(16)
        head = request.decode("ascii").split("\r\n")
        method, path, version = head[0].split()
        headers = dict(line.split(": ", 1) for line in head[1:] if line)
        body = f"<h1>{path}</h1>\n".encode()
        con.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nX-Host: %s\r\n\r\n" % (len(body),
            headers["Host"].encode()))
        con.sendall(body)
t = threading.Thread(target=serve)
t.start()
with socket.create_connection(server.getsockname()) as c:
    c.sendall(b"GET /index.html HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n")
    answer = b""
    while part := c.recv(20):
        answer += part
t.join()
head, _, body = answer.partition(b"\r\n\r\n")
status, *lines = head.split(b"\r\n")
print(status.decode().split(" ", 2))
for line in lines:
    print(line.decode())
print(body)
server.close()
