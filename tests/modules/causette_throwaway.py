# A certificate for a lesson: what is written, that it works, what is refused.
import os
import ssl
import tempfile
from _certificates import joined, show
import causette

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    show(causette.throwaway_certificate)
    print(sorted(os.listdir()), oct(os.stat("localhost.key").st_mode & 0o777))
    made = causette.throwaway_certificate("localhost")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made.certificate, made.key)
    client = ssl.create_default_context(cafile=made.authority)
    for name in ("localhost", "127.0.0.1", "::1", "elsewhere.example"):
        (end, other), results = joined(client, server, name)
        print(name, *results, sep="\n")
    facts = joined(client, server)[0][0].getpeercert()
    print(facts["subject"], facts["issuer"], facts["subjectAltName"], sorted(facts))
    os.mkdir("more")
    made = causette.throwaway_certificate("*.example.org", "10.0.0.1", folder="more", days=1)
    print(made, sorted(os.listdir("more")))
    print(ssl._ssl._test_decode_cert(made.certificate)["subjectAltName"])
    with open("mine.pem", "w") as file:
        file.write("my own")
    show(causette.throwaway_certificate, "mine")
    print(sorted(os.listdir()), open("mine.pem").read())
    for wrong in ("", "a b", "a,DNS:b", "é", "x" * 65, "../up", 3, None):
        show(causette.throwaway_certificate, wrong)
    show(causette.throwaway_certificate, days=0)
    show(causette.throwaway_certificate, days="1")
    show(causette.throwaway_certificate, folder="no/such/folder")
    os.chdir("/")
