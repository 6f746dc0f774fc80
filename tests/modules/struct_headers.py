# Length before payload, and the header of a DNS question: what courses do with struct.
import socket
import struct
import threading


def recv_exactly(sock, count):
    data = b""
    while len(data) < count:
        data += sock.recv(count - len(data))
    return data


def recv_message(sock):
    (length,) = struct.unpack("!I", recv_exactly(sock, 4))
    return recv_exactly(sock, length)


server = socket.create_server(("127.0.0.1", 0))


def serve():
    con, _ = server.accept()
    with con:
        for _ in range(2):
            message = recv_message(con).upper()
            con.sendall(struct.pack("!I", len(message)) + message)


thread = threading.Thread(target=serve)
thread.start()
with socket.create_connection(server.getsockname()) as client:
    for text in b"bonjour", b"x" * 70000:
        client.sendall(struct.pack("!I", len(text)) + text)
        answer = recv_message(client)
        print(len(answer), answer[:10])
thread.join()
question = struct.pack(">HHHHHH", 0xBEEF, 0x0100, 1, 0, 0, 0)
for label in "www.example.org".split("."):
    question += struct.pack("B", len(label)) + label.encode()
question += struct.pack("!BHH", 0, 1, 1)
print(question, struct.unpack_from("!HHHHHH", question))
