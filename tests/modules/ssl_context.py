# SSLContext: its defaults, each attribute, what it refuses; what it loads and tells of.
import ssl
import warnings
from _certificates import TEXTS, client_context, path, server_context, show

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)

for name in ("PROTOCOL_TLS_CLIENT", "PROTOCOL_TLS_SERVER", "PROTOCOL_TLS", "PROTOCOL_TLSv1", "PROTOCOL_TLSv1_1", "PROTOCOL_TLSv1_2"):
    context = ssl.SSLContext(getattr(ssl, name))
    print(name, context.protocol, context.options, context.verify_mode, context.verify_flags, context.check_hostname,
          context.minimum_version, context.maximum_version, context.num_tickets, context.post_handshake_auth,
          context.security_level, context.hostname_checks_common_name, context.sni_callback, context.keylog_filename,
          context.session_stats(), context.cert_store_stats())
show(ssl.SSLContext, 55)
show(ssl.SSLContext, "TLS")
show(ssl._ssl._SSLContext)
show(ssl._ssl._SSLContext, 1, 2)

client, server = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
VALUES = {
    "check_hostname": ["text", 0, []], "verify_mode": [1, 2, 0, 55, "text", ssl.CERT_OPTIONAL],
    "verify_flags": [ssl.VERIFY_CRL_CHECK_LEAF, 0, "text", 2.5, ssl.VERIFY_X509_STRICT], "num_tickets": [0, 3, -1, "text"],
    "options": [ssl.OP_ALL, ssl.OP_NO_TLSv1 | ssl.OP_NO_TICKET, 0, "text"], "post_handshake_auth": [True, [], "x"],
    "minimum_version": [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1, ssl.TLSVersion.MAXIMUM_SUPPORTED, 5, "x",
                        ssl.TLSVersion.MINIMUM_SUPPORTED],
    "maximum_version": [ssl.TLSVersion.TLSv1_1, 0x304, 7, ssl.TLSVersion.MINIMUM_SUPPORTED, ssl.TLSVersion.MAXIMUM_SUPPORTED],
    "_host_flags": [0, 32, "x"], "hostname_checks_common_name": [False, True], "protocol": [2], "security_level": [1],
    "keylog_filename": [3, "/no/such/folder/log", None], "_msg_callback": [3, None], "sni_callback": [3, None],
}
for name, values in VALUES.items():
    for context in (client, server):
        for value in values:
            print(name, repr(value), end=" ")
            show(setattr, context, name, value)
            print(getattr(context, name))
        if name not in ("keylog_filename", "_msg_callback", "sni_callback"):
            show(delattr, context, name)
old = ssl.SSLContext(ssl.PROTOCOL_TLSv1_2)
show(setattr, old, "minimum_version", ssl.TLSVersion.TLSv1_2)

print("certificates")
for arguments in (("/no/such/file",), ("/dev/null",), (path("localhost.pem"),), (path("localhost.pem"), "/no/such/file"),
                  (path("localhost.pem"), path("other.key")), (3,), (path("localhost.pem"), 3), ("a\0b",),
                  (path("localhost.pem"), path("localhost.key"))):
    show(server.load_cert_chain, *arguments)
LOCKED = path("localhost.pem"), path("locked.key")
for password in ("wrong", "secret", b"secret", bytearray(b"secret"), lambda: "secret", lambda: bytearray(b"secret"), 3, lambda: 3,
                 lambda: 1 / 0, "x" * 2000, lambda: b"x" * 2000, ""):
    show(server.load_cert_chain, *LOCKED, password)
show(server.load_cert_chain, path("localhost.pem"), path("localhost.key"), lambda: 1 / 0)


class Place:
    def __init__(self, name):
        self.name = name

    def __fspath__(self):
        return path(self.name)


show(server.load_cert_chain, Place("localhost.pem"), keyfile=Place("localhost.key"))
show(server.load_cert_chain, path("localhost.pem").encode(), path("localhost.key").encode())

print("authorities")
for named in ({}, {"cafile": "/no/such/file"}, {"cafile": "/dev/null"}, {"cafile": 3}, {"capath": 3}, {"cadata": 3}, {"cadata": "no"},
              {"cadata": b"no"}, {"cadata": ""}, {"cadata": b""}, {"cadata": "é"}, {"capath": "/no/such/folder"},
              {"cadata": TEXTS["ca.pem"]}, {"cafile": Place("ca.pem")}, {"cadata": TEXTS["ca.pem"] * 2 + TEXTS["other.pem"]},
              {"cadata": ssl.PEM_cert_to_DER_cert(TEXTS["client.pem"])}, {"cadata": ssl.PEM_cert_to_DER_cert(TEXTS["ca.pem"]) + b"rest"}):
    show(client.load_verify_locations, **named)
    print(client.cert_store_stats())
print(client.get_ca_certs())
print(client.get_ca_certs(True) == [ssl.PEM_cert_to_DER_cert(TEXTS["ca.pem"])], client.get_ca_certs(binary_form=False) == client.get_ca_certs())
show(client.set_default_verify_paths)
show(client.load_default_certs, 3)

print("ciphers, curves")
for text in ("ECDHE-ECDSA-AES128-GCM-SHA256", "HIGH:!aNULL", "nothing", "", 3, "a\0"):
    show(client.set_ciphers, text)
    print(len(client.get_ciphers()))
client.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256")
for cipher in client.get_ciphers():
    print(cipher)
for name in ("prime256v1", b"secp384r1", "nothing", b"nothing", 3):
    show(server.set_ecdh_curve, name)
for name in ("/no/such/file", "/dev/null", 3):
    show(server.load_dh_params, name)

print("what joins them")
one, other = client_context(), server_context()
incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
show(one.wrap_bio, incoming, outgoing, server_side=True)
show(other.wrap_bio, incoming, outgoing)
for name in ("", ".dot", "x" * 300, "x\0y", "é", b"bytes", 3):
    show(one._wrap_bio, incoming, outgoing, False, name)
show(one._wrap_bio, 3, outgoing, False)
show(one._wrap_bio, incoming, 3, False)
show(one._wrap_socket, 3, False)
end = one._wrap_bio(incoming, outgoing, False, "localhost")
print(end.owner, end.context is one, end.server_side, end.server_hostname, end.session, end.session_reused, end.version(), end.cipher(),
      end.shared_ciphers()[0], end.selected_alpn_protocol(), end.compression(), end.pending(), end.get_channel_binding())
for name, value in (("owner", 3), ("context", 3), ("session", 3), ("server_hostname", "x"), ("server_side", True), ("session_reused", 1)):
    show(setattr, end, name, value)
show(end.get_channel_binding, "nothing")
show(end.getpeercert)
show(end.read)
show(end.verify_client_post_handshake)
show(end.shutdown)
