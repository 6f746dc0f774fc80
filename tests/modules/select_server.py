# A server of one thread for several clients, as tutorials have it: with select, with poll and with epoll.
import select
import socket
import threading


def serve_select(server, count):
    readers = [server]
    ended = 0
    while ended < count:
        for ready in select.select(readers, [], [])[0]:
            if ready is server:
                readers.append(server.accept()[0])
                continue
            data = ready.recv(1000)
            if data:
                ready.sendall(data.upper())
            else:
                readers.remove(ready)
                ready.close()
                ended += 1


def serve_registered(server, count, poller):
    connections = {}
    poller.register(server, select.POLLIN)
    ended = 0
    while ended < count:
        for fd, event in poller.poll():
            if fd == server.fileno():
                con, _ = server.accept()
                connections[con.fileno()] = con
                poller.register(con, select.POLLIN)
            else:
                data = connections[fd].recv(1000)
                if data:
                    connections[fd].sendall(data.upper())
                else:
                    poller.unregister(fd)
                    connections.pop(fd).close()
                    ended += 1


def talk(address, name, answers):
    with socket.create_connection(address) as s:
        for i in range(3):
            s.sendall(f"{name}{i} ".encode())
            answers.append(s.recv(100))


for serve in (serve_select, lambda s, n: serve_registered(s, n, select.poll()), lambda s, n: serve_registered(s, n, select.epoll())):
    answers = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=serve, args=(server, 5))
        thread.start()
        clients = [threading.Thread(target=talk, args=(server.getsockname(), chr(97 + i), answers)) for i in range(5)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        thread.join()
    print(b"".join(sorted(answers)))
