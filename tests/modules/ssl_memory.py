# A client and a server over MemoryBIO: the handshake, data both ways, the end, what each knows of the other.
import ssl
from _certificates import client_context, joined, server_context, show

(client, server), results = joined(client_context(), server_context())
print(results)
print(client.version(), client.cipher(), server.cipher() == client.cipher(), client.compression())
print(client.server_side, server.server_side, client.server_hostname, server.server_hostname)
print(client.write(b"hello, server"), server.read(5), server.pending(), server.read(), server.pending())
buffer = bytearray(8)
print(server.write(b"hello, client"), client.read(4, buffer), client.read(100, buffer), buffer)
show(client.read)
show(client.write, b"")
show(client.read, -1)
show(client.read, 4, b"fixed")
show(client.write, "text")
for key, value in client.getpeercert().items():
    print(key, value)
print(server.getpeercert(), ssl.DER_cert_to_PEM_cert(client.getpeercert(True)).splitlines()[0])
print([c.get_info()["serialNumber"] for c in client._sslobj.get_verified_chain()],
      [c.get_info()["serialNumber"] for c in client._sslobj.get_unverified_chain()], server._sslobj.get_verified_chain())
first, second = client._sslobj.get_verified_chain()
print(first, first == second, first == client._sslobj.get_unverified_chain()[0], hash(first) == hash(second))
print(first.public_bytes().splitlines()[0], first.public_bytes(ssl._ssl.ENCODING_DER) == client.getpeercert(True))

show(client.unwrap)
show(client.write, b"too late")
show(server.read)
show(server.unwrap)
show(client.unwrap)
show(client.read)

# Records one byte at a time.
(client, server), results = joined(client_context(), server_context())
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
slow = client_context().wrap_bio(incoming, outgoing, server_hostname="localhost")
show(slow.do_handshake)
incoming.write(b"\x15")
show(slow.do_handshake)
incoming.write(b"\x03\x03\x00\x02\x02\x28")
show(slow.do_handshake)

# An end without a goodbye, heeded and not.
for option in (ssl.OP_IGNORE_UNEXPECTED_EOF, 0):
    mine, theirs = client_context(), server_context()
    mine.options &= ~ssl.OP_IGNORE_UNEXPECTED_EOF
    mine.options |= option
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = mine.wrap_bio(to_client, to_server, server_hostname="localhost")
    server = theirs.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(3):
        for end in (client, server):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
    to_client.write_eof()
    show(client.read)
