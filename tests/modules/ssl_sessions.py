# Sessions: taken up again, or not; messages of the handshake; the key log; sessions' facts.
import os
import ssl
import tempfile
from _certificates import client_context, path, server_context, show


def handshake(mine, theirs, session=None):
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = mine.wrap_bio(to_client, to_server, server_hostname="localhost", session=session)
    server = theirs.wrap_bio(to_server, to_client, server_side=True)
    for _ in range(4):
        for end in (client, server):
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
    server.write(b"x")
    client.read()
    return client, server


for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
    mine, theirs = client_context(), server_context()
    mine.maximum_version = version
    client, server = handshake(mine, theirs)
    first = client.session
    print(client.version(), client.session_reused, server.session_reused, first.has_ticket, len(first.id), first.timeout,
          first.ticket_lifetime_hint, type(first.time).__name__, first == client.session, first is client.session, first != 3)
    again, server = handshake(mine, theirs, first)
    print(again.session_reused, server.session_reused, again.session == first if version == ssl.TLSVersion.TLSv1_2 else None)
    print(len(again.get_channel_binding() or b""), again.get_channel_binding() == server.get_channel_binding())
    stats = theirs.session_stats()
    print(stats["accept"], stats["accept_good"], stats["hits"], mine.session_stats()["connect_good"])
    show(setattr, again, "session", first)
    show(setattr, server, "session", first)
    show(handshake, client_context(), theirs, first)
    show(hash, first)
    show(setattr, first, "id", b"")

mine, theirs = client_context(), server_context()
told = []
mine._msg_callback = lambda *args: told.append(args)
client, server = handshake(mine, theirs)
print(mine._msg_callback is not None, {args[0] is client for args in told})
for _, direction, version, content, message, data in told:
    print(direction, version, content, message, type(data).__name__)


def raises(*args):
    raise LookupError("heard " + args[1])


mine._msg_callback = raises
show(handshake, mine, theirs)
mine._msg_callback = None
print(mine._msg_callback)

with tempfile.TemporaryDirectory() as folder:
    log = os.path.join(folder, "keys")
    mine.keylog_filename = log
    print(mine.keylog_filename == log, open(log).read())
    handshake(mine, theirs)
    print(*(line.split()[0] for line in open(log)), sep="\n")
    theirs.keylog_filename = log
    print(len(open(log).readlines()))
    mine.keylog_filename = None
    theirs.keylog_filename = None
    print(mine.keylog_filename)

# A client that is asked for its certificate later.
mine, theirs = client_context(), server_context()
mine.load_cert_chain(path("client.pem"), path("client.key"))
theirs.load_verify_locations(path("ca.pem"))
theirs.verify_mode = ssl.CERT_REQUIRED
theirs.post_handshake_auth = mine.post_handshake_auth = True
client, server = handshake(mine, theirs)
print(server.getpeercert(), server.verify_client_post_handshake(), server.write(b"asked"), client.read(), client.write(b"told"), server.read())
print(server.getpeercert()["subject"])
show(client.verify_client_post_handshake)
