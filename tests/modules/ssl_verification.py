# What a client and a server refuse in the other's certificate, and what their errors say.
import ssl
from _certificates import client_context, joined, path, server_context, show


def handshake(mine, theirs, name="localhost"):
    ends, results = joined(mine, theirs, name)
    print(*results, sep="\n")
    return ends


print("trusted")
handshake(client_context(), server_context())
handshake(client_context(), server_context(), "127.0.0.1")
handshake(client_context(), server_context(), "::1")
handshake(client_context(), server_context("other"), "www.elsewhere.example")
print("another name")
handshake(client_context(), server_context(), "elsewhere.example")
handshake(client_context(), server_context(), "127.0.0.2")
handshake(client_context(), server_context("other"), "a.b.elsewhere.example")
print("unknown authority")
handshake(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), server_context())
print("expired, not for servers")
handshake(client_context(), server_context("expired"))
handshake(client_context(), server_context("client"), "visitor")

mine = client_context()
to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
client = mine.wrap_bio(to_client, to_server, server_hostname="wrong.example")
server = server_context().wrap_bio(to_server, to_client, server_side=True)
try:
    for _ in range(4):
        for end in (client, server):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
except ssl.SSLCertVerificationError as error:
    print(error.args, error.errno, error.reason, error.library, error.verify_code, error.verify_message, error.strerror)
    print(isinstance(error, ValueError), isinstance(error, OSError), ssl.CertificateError is type(error), type(error).__mro__)

print("not asked")
mine = client_context()
mine.check_hostname = False
client, server = handshake(mine, server_context(), "wrong.example")
print(client.getpeercert()["serialNumber"])
mine.verify_mode = ssl.CERT_NONE
client, server = handshake(mine, server_context("expired"))
print(client.getpeercert(), len(client.getpeercert(True)))

print("clients")
for mode in (ssl.CERT_OPTIONAL, ssl.CERT_REQUIRED):
    theirs = server_context()
    theirs.verify_mode = mode
    theirs.load_verify_locations(path("ca.pem"))
    client, server = handshake(client_context(), theirs)
    show(server.getpeercert)
    mine = client_context()
    mine.load_cert_chain(path("client.pem"), path("client.key"))
    client, server = handshake(mine, theirs)
    print(server.getpeercert()["subject"], server.getpeercert()["subjectAltName"])

print("versions, ciphers")
mine, theirs = client_context(), server_context()
theirs.minimum_version = ssl.TLSVersion.TLSv1_3
mine.maximum_version = ssl.TLSVersion.TLSv1_2
handshake(mine, theirs)
theirs.minimum_version = theirs.maximum_version = ssl.TLSVersion.TLSv1_2
client, server = handshake(mine, theirs)
print(client.version(), client.cipher(), len(client.get_channel_binding()), client.get_channel_binding() == server.get_channel_binding())
mine.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
theirs.set_ciphers("ECDHE-ECDSA-AES256-GCM-SHA384")
handshake(mine, theirs)

print("no TLS")
for context, text in ((server_context(), b"GET / HTTP/1.1\r\n\r\n"), (server_context(), b"hello, I speak no TLS at all"),
                      (client_context(), b"HTTP/1.1 400 Bad Request\r\n\r\n"), (server_context(), b"CONNECT a:1 HTTP/1.1\r\n\r\n")):
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    incoming.write(text)
    is_server = context.protocol == ssl.PROTOCOL_TLS_SERVER
    end = context.wrap_bio(incoming, outgoing, server_side=is_server, server_hostname=None if is_server else "localhost")
    show(end.do_handshake)
    show(end.do_handshake)
