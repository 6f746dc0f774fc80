# SPDX-License-Identifier: GPL-3.0-or-later
# The echo server of a tutorial, a thread a connection, with four hundred clients at once; the clients are one thread.
import socket
import threading


def echo(con):
    while data := con.recv(1024):
        con.sendall(data)
    con.close()
    done.append(1)


def serve():
    for _ in range(COUNT):
        con, addr = server.accept()
        threading.Thread(target=echo, args=(con,), daemon=True).start()


COUNT = 400
done = []
server = socket.create_server(("127.0.0.1", 0), backlog=COUNT)
acceptor = threading.Thread(target=serve)
acceptor.start()
clients = [socket.create_connection(server.getsockname()) for _ in range(COUNT)]
acceptor.join()
for turn in range(3):
    for number, client in enumerate(clients):
        client.sendall(b"%d of turn %d" % (number, turn))
    answers = [client.recv(100) for client in clients]
    print(turn, answers == [b"%d of turn %d" % (number, turn) for number in range(COUNT)])
print(threading.active_count())
for client in clients:
    client.shutdown(socket.SHUT_WR)
print({client.recv(100) for client in clients})
for thread in threading.enumerate():
    if thread is not threading.main_thread():
        thread.join()
print(len(done), threading.active_count())
