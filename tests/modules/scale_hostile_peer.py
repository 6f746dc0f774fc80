# SPDX-License-Identifier: GPL-3.0-or-later
# Peers that reset, vanish, half-close, trickle or flood while the other side is in each of its calls.
import socket
import threading
import time


def show(name, call, *arguments):
    try:
        result = call(*arguments)
        print(name, "gave", result if not isinstance(result, bytes) or len(result) < 50 else len(result))
    except OSError as error:
        print(name, "raised", type(error).__name__, error)


def pair():
    client = socket.create_connection(server.getsockname())
    con, addr = server.accept()
    return con, client


def reset(peer):
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    peer.close()


def flood(con):
    while True:
        con.sendall(b"x" * 100_000)


def later(function, *arguments):
    time.sleep(0.02)  # long enough for the call to wait; what it shows does not depend on it
    function(*arguments)


def during(name, call, act):
    """The peer acts while the call waits."""
    con, peer = pair()
    thread = threading.Thread(target=later, args=(act, peer))
    thread.start()
    show(name, call, con)
    thread.join()
    show(name + ", recv after it", con.recv, 10)
    con.close()


server = socket.create_server(("127.0.0.1", 0), backlog=50)

# ---- a reset in each call that waits
during("recv", lambda con: con.recv(10), reset)
during("recv_into", lambda con: con.recv_into(bytearray(10)), reset)
during("recv with a timeout", lambda con: (con.settimeout(5), con.recv(10)), reset)
during("recv of very much", lambda con: con.recv(10_000_000), reset)
during("sendall", flood, reset)
during("sendall with a timeout", lambda con: (con.settimeout(5), flood(con)), reset)
during("MSG_WAITALL", lambda con: con.recv(10, socket.MSG_WAITALL), reset)
during("recvfrom", lambda con: con.recvfrom(10), reset)

# ---- a half-close: what comes before it is read, and the other way stays open
con, peer = pair()
peer.sendall(b"last words")
peer.shutdown(socket.SHUT_WR)
show("recv", con.recv, 4)
show("recv", con.recv, 40)
show("recv", con.recv, 40)
show("recv again", con.recv, 40)
show("sendall", con.sendall, b"still here")
show("peer", peer.recv, 40)
show("peer sends", peer.send, b"x")
con.close()
peer.close()
during("recv", lambda con: con.recv(10), lambda peer: peer.shutdown(socket.SHUT_WR))

# ---- one that connected and vanished before accept()
for end in (socket.socket.close, reset):
    client = socket.create_connection(server.getsockname())
    client.sendall(b"hello")
    end(client)
    con, addr = server.accept()
    show("accepted", con.recv, 10)
    show("accepted", con.recv, 10)
    con.close()

# ---- sends into a connection that is gone
con, peer = pair()
reset(peer)
show("first send", con.send, b"x")
show("second send", con.send, b"x")
show("recv", con.recv, 1)
show("getpeername", con.getpeername)
show("shutdown", con.shutdown, socket.SHUT_RDWR)
con.close()
con, peer = pair()
peer.close()
show("send after its close", con.send, b"x")
time.sleep(0.02)
show("send after the answer", con.send, b"x")
con.close()

# ---- byte after byte
con, peer = pair()


def trickle():
    for byte in b"one byte at a time\n":
        peer.send(bytes([byte]))
        time.sleep(0)
    peer.close()


threading.Thread(target=trickle).start()
got = b""
while data := con.recv(100):
    got += data
print(got)
with con:
    pass

# ---- very much at once, into a reader that takes it in blocks of several sizes
con, peer = pair()


def pour():
    block = bytes(range(256)) * 4096
    for _ in range(30):
        peer.sendall(block)
    peer.shutdown(socket.SHUT_WR)


threading.Thread(target=pour).start()
total = turns = 0
wrong = 0
while data := con.recv((1, 1000, 65536, 70_000, 1_000_000)[turns % 5]):
    wrong += data[0] != total % 256 or data[-1] != (total + len(data) - 1) % 256
    total += len(data)
    turns += 1
print(total, wrong)
con.close()
peer.close()

# ---- bytes that would do something to a terminal
con, peer = pair()
peer.sendall(b"\x1b]0;owned\x07\x1b[2J\x9b31m\x00\r\n")
print(con.recv(100))
peer.close()
con.close()

# ---- two that wait in recv of one connection
con, peer = pair()
got = []


def take():
    got.append(con.recv(1))


threads = [threading.Thread(target=take) for _ in range(5)]
for thread in threads:
    thread.start()
peer.sendall(b"abc")
peer.close()
for thread in threads:
    thread.join()
print(sorted(got))
con.close()

# ---- a full queue of a listener that nobody accepts from
small = socket.create_server(("127.0.0.1", 0), backlog=0)
clients = []
for _ in range(4):
    client = socket.socket()
    client.settimeout(0.05)
    try:
        client.connect(small.getsockname())
        clients.append(client)
    except TimeoutError as error:
        full = str(error)
print(full, 0 < len(clients) < 4)
small.close()
for client in clients:
    show("client of a listener that closed", client.recv, 10)
server.close()
