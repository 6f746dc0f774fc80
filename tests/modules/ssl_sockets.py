# A client and a server over sockets, in two threads: wrap_socket both ways, makefile, timeouts, unwrap.
import socket
import ssl
import threading
from _certificates import client_context, server_context, show

MINE, THEIRS = client_context(), server_context()


def with_server(serve, client):
    """`serve` in a thread of its own, with the connection; `client` here, with its socket."""
    def run():
        with listener.accept()[0] as connection:
            try:
                serve(connection)
            except Exception as error:
                said.append(f"server: {type(error).__name__}: {error}")

    said = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=run)
        thread.start()
        with socket.create_connection(listener.getsockname()) as sock:
            show(client, sock)
        thread.join()
    for line in said:
        print(line)


def echo(connection):
    with THEIRS.wrap_socket(connection, server_side=True) as tls:
        while data := tls.recv(1000):
            tls.sendall(data.upper())


def talk(sock):
    with MINE.wrap_socket(sock, server_hostname="localhost") as tls:
        print(type(tls).__name__, tls.version(), tls.cipher()[0], tls.server_hostname, tls.server_side, sock.fileno(), tls.pending())
        print(tls.send(b"hello"), tls.recv(2), tls.pending(), tls.recv(10))
        tls.sendall(b"x" * 5000)
        got = b""
        while len(got) < 5000:
            got += tls.recv(4096)
        print(len(got), set(got))
        buffer = bytearray(10)
        tls.write(b"into")
        print(tls.recv_into(buffer), buffer, dict(tls.getpeercert()["subject"][1])["commonName"])
        for refused in (tls.recvfrom, tls.recvmsg, lambda: tls.sendto(b"", ("127.0.0.1", 9)), lambda: tls.sendmsg([b""]),
                        lambda: tls.send(b"", 1), lambda: tls.recv(1, 1), tls.dup, lambda: tls.recvfrom_into(buffer)):
            show(refused)
    return tls.fileno()


with_server(echo, talk)


def lines(connection):
    with THEIRS.wrap_socket(connection, server_side=True) as tls, tls.makefile("rwb") as file:
        for line in file:
            file.write(line.strip()[::-1] + b"\n")
            file.flush()


def read_lines(sock):
    with MINE.wrap_socket(sock, server_hostname="localhost") as tls:
        with tls.makefile("rw", newline="\n") as file:
            file.write("abc\ndef\n")
            file.flush()
            return file.readline(), file.readline()


with_server(lines, read_lines)


def plain_after(connection):
    tls = THEIRS.wrap_socket(connection, server_side=True)
    tls.recv(10)
    plain = tls.unwrap()
    plain.sendall(b"in the clear")
    plain.close()


def unwraps(sock):
    tls = MINE.wrap_socket(sock, server_hostname="localhost")
    tls.sendall(b"enough")
    plain = tls.unwrap()
    print(plain is tls, tls.version(), tls.cipher(), tls.pending())
    try:
        tls.unwrap()
    except ValueError as error:
        print(str(error)[:22])
    show(tls.read)
    return plain.recv(100)


with_server(plain_after, unwraps)

done = threading.Event()


def silent(connection):
    with THEIRS.wrap_socket(connection, server_side=True):
        done.wait()


def times_out(sock):
    with MINE.wrap_socket(sock, server_hostname="localhost") as tls:
        tls.settimeout(0.05)
        show(tls.recv, 1)
        show(tls.unwrap)
        tls.settimeout(0)
        show(tls.recv, 1)
    done.set()


with_server(silent, times_out)
done.clear()


def mute(connection):
    done.wait()


def no_answer(sock):
    sock.settimeout(0.05)
    try:
        MINE.wrap_socket(sock, server_hostname="localhost")
    finally:
        done.set()


with_server(mute, no_answer)


def later(sock):
    tls = MINE.wrap_socket(sock, server_hostname="localhost", do_handshake_on_connect=False)
    print(tls.version(), tls.cipher())
    show(tls.getpeercert)
    tls.do_handshake()
    tls.setblocking(False)
    try:
        tls.recv(1)
    except ssl.SSLWantReadError as error:
        print(error.errno == ssl.SSL_ERROR_WANT_READ, error)
    tls.setblocking(True)
    tls.sendall(b"z")
    print(tls.recv(10))
    tls.close()
    return tls.fileno()


with_server(echo, later)


def gone(sock):
    tls = MINE.wrap_socket(sock, server_hostname="localhost")
    inner = tls._sslobj
    tls.close()
    show(inner.read, 1)
    show(inner.write, b"x")
    del tls
    for call in (inner.read, inner.write, inner.do_handshake, inner.shutdown):
        show(call, *([b""] if call == inner.write else [1] if call == inner.read else []))
    return inner.pending(), inner.owner


with_server(echo, gone)


# A connecting socket, an accepting one, which are wrapped before they are connected.
def accepted():
    with THEIRS.wrap_socket(listener, server_side=True) as tls_listener:
        connection, address = tls_listener.accept()
        with connection:
            print(type(connection).__name__, connection.version(), address[0])
            connection.sendall(connection.recv(10))


listener = socket.create_server(("127.0.0.1", 0))
place = listener.getsockname()
thread = threading.Thread(target=accepted)
thread.start()
with MINE.wrap_socket(socket.socket(), server_hostname="localhost") as tls:
    print(tls.version(), tls._connected)
    tls.connect(place)
    tls.sendall(b"both")
    print(tls.recv(10))  # so the other thread has printed
    show(tls.connect, place)
thread.join()
show(MINE.wrap_socket, socket.socket(), server_side=True)
show(MINE.wrap_socket, socket.socket())
show(MINE.wrap_socket, socket.socket(type=socket.SOCK_DGRAM), server_hostname="x")
show(ssl.SSLSocket)
show(ssl.SSLObject)
