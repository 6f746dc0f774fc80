#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS with others: openssl's s_client and s_server, and python3, each on the other side."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(ROOT / "tests/modules"))

import _certificates as certificates
from patience import SECONDS

CAUSETTE = os.environ["CAUSETTE"]

SERVER = """
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
context.set_alpn_protocols(["echo"])
with socket.create_server(("127.0.0.1", 0)) as listener:
    print(listener.getsockname()[1], flush=True)
    with context.wrap_socket(listener.accept()[0], server_side=True) as tls:
        print(tls.version(), tls.selected_alpn_protocol(), flush=True)
        data = b""
        while not data.endswith(b"END\\n"):
            data += tls.recv(65536)
        tls.sendall(data.lower())
        print(len(data), flush=True)
        try:
            tls.unwrap()
        except OSError: # the other side may be gone by now
            pass
"""

CLIENT = """
import socket, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[1])
context.set_alpn_protocols(["echo"])
with socket.create_connection(("127.0.0.1", int(sys.argv[2]))) as sock:
    with context.wrap_socket(sock, server_hostname="localhost") as tls:
        tls.sendall(sys.argv[3].encode() * int(sys.argv[4]) + b"END\\n")
        data = b""
        while not data.endswith(sys.argv[5].encode()):
            more = tls.recv(65536)
            if not more:
                break
            data += more
        print(tls.version(), dict(tls.getpeercert()["subject"][1])["commonName"], len(data), data[:5].decode())
"""


class Others(unittest.TestCase):
    def start(self, *command):
        program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.addCleanup(program.wait)
        self.addCleanup(program.kill)
        self.addCleanup(program.stdin.close)
        self.addCleanup(program.stdout.close)
        return program

    def server(self, interpreter):
        program = self.start(interpreter, "-c", SERVER, certificates.path("localhost.pem"), certificates.path("localhost.key"))
        return program, program.stdout.readline().strip()

    def client(self, interpreter, port, end="end\n", text="HELLO", times=30000):
        return subprocess.run([interpreter, "-c", CLIENT, certificates.path("ca.pem"), port, text, str(times), end],
                              capture_output=True, text=True, timeout=SECONDS, check=False)

    def test_python(self):
        for mine, theirs in ((CAUSETTE, sys.executable), (sys.executable, CAUSETTE), (CAUSETTE, CAUSETTE)):
            server, port = self.server(mine)
            client = self.client(theirs, port)
            self.assertEqual((client.stdout, client.stderr), ("TLSv1.3 localhost 150004 hello\n", ""))
            self.assertEqual(server.stdout.read(), "TLSv1.3 echo\n150004\n")

    def test_s_client(self):
        for version in ("-tls1_3", "-tls1_2"):
            server, port = self.server(CAUSETTE)
            client = self.start("openssl", "s_client", "-connect", f"127.0.0.1:{port}", "-servername", "localhost", "-quiet",
                                "-verify_return_error", "-CAfile", certificates.path("ca.pem"), "-alpn", "echo", version)
            client.stdin.write("ABC" * 10000 + "END\n")
            client.stdin.flush()
            self.assertIn("abc" * 10000 + "end\n", client.stdout.read())
            self.assertEqual(server.stdout.readline(), {"-tls1_3": "TLSv1.3 echo\n", "-tls1_2": "TLSv1.2 echo\n"}[version])
            self.assertEqual(server.stdout.readline(), "30004\n")

    def test_s_server(self):
        for version, said in (("-tls1_3", "TLSv1.3"), ("-tls1_2", "TLSv1.2")):
            server = self.start("openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", certificates.path("localhost.pem"),
                                "-key", certificates.path("localhost.key"), "-rev", version)
            for line in server.stdout:
                if found := re.match(r"ACCEPT \S+:(\d+)", line):
                    break
            client = self.client(CAUSETTE, found[1], end="\n", times=1)
            self.assertEqual((client.stdout, client.stderr), (f"{said} localhost 9 DNEOL\n", ""))


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("openssl is not installed")
        sys.exit(77)
    unittest.main()
