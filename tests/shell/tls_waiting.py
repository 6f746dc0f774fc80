#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a call of a TLS socket waits for, and that the journal has it: two terminals."""

import os
import tempfile
import unittest

from _terminal import Terminal, main


class Waiting(unittest.TestCase):
    def test_handshake_and_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            with Terminal(columns=140) as server, Terminal(columns=140) as client:
                server.see_line()
                client.see_line()
                server.run("import socket, ssl, causette; made = causette.throwaway_certificate()")
                server.run("context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); context.load_cert_chain(made.certificate, made.key)")
                server.run('s = socket.create_server(("127.0.0.1", 0)); open("port", "w").write(str(s.getsockname()[1])) and None')
                client.run('import socket, ssl; context = ssl.create_default_context(cafile="authority.pem")')
                client.run('c = socket.create_connection(("127.0.0.1", int(open("port").read())))')
                client.type('tls = context.wrap_socket(c, server_hostname="localhost")')
                client.see("in the TLS handshake")
                server.run("con = context.wrap_socket(s.accept()[0], server_side=True)")
                client.see_line()
                client.type("tls.recv(10)")
                client.see("waiting for bytes from 127.0.0.1:")
                server.run('con.send(b"hello")')
                client.see("b'hello'")
                client.see_line()
                client.type("tls.unwrap()")
                client.see("waiting until the other side ends TLS too")
                server.type(":journal con")
                server.see("write(fd")
                server.see("do_handshake(fd")
                client.interrupt()
                client.see_line()


if __name__ == "__main__":
    main()
