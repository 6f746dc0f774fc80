# The name in a hello (SNI), its callback, protocols above TLS (ALPN).
import ssl
import sys
from _certificates import client_context, joined, server_context, show

sys.unraisablehook = lambda told: print("unheard:", type(told.exc_value).__name__, told.exc_value)


def handshake(answer, name="localhost", other=None):
    def asked(connection, told, context):
        print(type(connection).__name__, told, context is theirs, connection.server_side, connection.version())
        if other is not None:
            connection.context = other
        return answer() if callable(answer) else answer

    theirs = server_context()
    theirs.sni_callback = asked
    print(theirs.sni_callback is asked)
    (client, server), results = joined(client_context(), theirs, name)
    print(*results, sep="\n")
    return client, server, theirs


client, server, theirs = handshake(None)
print(server.context is theirs, client.getpeercert()["serialNumber"])
handshake(ssl.ALERT_DESCRIPTION_ACCESS_DENIED)
handshake(ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME)
handshake("text")
handshake(lambda: 1 / 0)
handshake(None, "127.0.0.1")
second = server_context("other")
client, server, theirs = handshake(None, "elsewhere.example", second)
print(server.context is second, client.getpeercert()["serialNumber"])

theirs = server_context()
theirs.set_servername_callback(lambda connection, name, context: print("old", name))
joined(client_context(), theirs)
theirs.sni_callback = None
print(theirs.sni_callback, joined(client_context(), theirs)[1])
show(theirs.set_servername_callback, 3)
show(setattr, theirs, "sni_callback", 3)
show(setattr, client_context(), "sni_callback", print)

for offered, chosen in ((["h2", "http/1.1"], ["http/1.1", "h2"]), (["a"], ["b"]), ([], ["b"]), (["a", "bb"], []), (["a"], None)):
    mine, theirs = client_context(), server_context()
    mine.set_alpn_protocols(offered)
    if chosen is not None:
        theirs.set_alpn_protocols(chosen)
    (client, server), results = joined(mine, theirs)
    print(offered, chosen, results, client.selected_alpn_protocol(), server.selected_alpn_protocol())
show(mine.set_alpn_protocols, [""])
show(mine.set_alpn_protocols, ["x" * 256])
show(mine.set_alpn_protocols, ["é"])
