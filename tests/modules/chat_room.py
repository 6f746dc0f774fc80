# SPDX-License-Identifier: GPL-3.0-or-later
# A chat of three clients through a server of threads.
import socket
import threading
server = socket.create_server(("127.0.0.1", 0))
members = {}
def read_line(sock):
    line = b""
    while not line.endswith(b"\n"):
        data = sock.recv(1)
        if not data:
            break
        line += data
    return line.decode().rstrip("\n")
def serve(con):
    name = read_line(con)
    members[name] = con
    con.sendall(b"welcome " + name.encode() + b"\n")
    while (line := read_line(con)):
        target, _, text = line.partition(": ")
        if target in members:
            members[target].sendall(f"{name} says {text}\n".encode())
        else:
            con.sendall(f"nobody called {target}\n".encode())
    del members[name]
    con.close()
def accept():
    for _ in range(3):
        con, _ = server.accept()
        threading.Thread(target=serve, args=(con,), daemon=True).start()
threading.Thread(target=accept, daemon=True).start()
people = {}
for name in "ada", "bob", "zoé":
    c = socket.create_connection(server.getsockname())
    c.sendall(name.encode() + b"\n")
    print(read_line(c))
    people[name] = c
people["ada"].sendall(b"bob: salut\n")
print(read_line(people["bob"]))
people["bob"].sendall("zoé: ça va ?\n".encode())
print(read_line(people["zoé"]))
people["zoé"].sendall(b"eve: hello\n")
print(read_line(people["zoé"]))
for c in people.values():
    c.shutdown(socket.SHUT_WR)
    print(repr(read_line(c)))
    c.close()
