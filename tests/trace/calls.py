#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a traced server shows: its calls in --trace's form, with the place in the source, and how the options change that."""

import json
import os
import re
import socket
import stat
import subprocess
import sys
import unittest

from _programs import CAUSETTE, SECONDS, build, knows_places, trace

LINES = """\
socket(AF_INET, SOCK_STREAM) = fd 3  echo.c:N, in main
bind(fd 3 127.0.0.1:PORT, 127.0.0.1:0) = 0  BOUND  echo.c:N, in main
listen(fd 3 127.0.0.1:PORT, 5) = 0  LISTEN  echo.c:N, in main
accept(fd 3 127.0.0.1:PORT) = fd 4  LISTEN  echo.c:N, in main
recv(fd 4 127.0.0.1:PORT <-> 127.0.0.1:PEER, 100) = 5 b'hello'  echo.c:N, in handle_client
send(fd 4 127.0.0.1:PORT <-> 127.0.0.1:PEER, b'hello') = 5  echo.c:N, in handle_client
recv(fd 4 127.0.0.1:PORT <-> 127.0.0.1:PEER, 100) = 0 b''  CLOSE-WAIT  echo.c:N, in handle_client
close(fd 4 127.0.0.1:PORT <-> 127.0.0.1:PEER) = 0  echo.c:N, in handle_client
close(fd 3 127.0.0.1:PORT) = 0  echo.c:N, in main
"""


def plain(text, port, peer):
    """Without what differs from run to run: ports, lines, how long it took, and what waited."""
    text = re.sub(r"(?m)^.*\) waits(  echo.*)?\n", "", text)
    text = re.sub(r"  waited [^ ]+ (µs|ms|s)", "", text)
    text = re.sub(r"echo\.c:\d+", "echo.c:N", text)
    # The state stands behind a call that took long, as any does on a busy machine.
    text = re.sub(r"(= \d+(?: b'hello')?)  (ESTABLISHED|CLOSE-WAIT)(, \d+ to (read|send))*", r"\1", text)
    text = text.replace("LISTEN, 1 waiting", "LISTEN").replace("CLOSE-WAIT, 1 to read", "CLOSE-WAIT")
    return text.replace(f":{port}", ":PORT").replace(f":{peer}", ":PEER")


class Calls(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = build("echo")

    def play(self, *options, status="0"):
        """One client of the server under trace: its status, its trace, and both ports."""
        words = [CAUSETTE, "trace", *options, self.program, "1", status]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as server:
            port = int(server.stdout.readline())
            with socket.create_connection(("127.0.0.1", port)) as client:
                peer = client.getsockname()[1]
                client.sendall(b"hello")
                client.recv(5)
            _, said = server.communicate(timeout=SECONDS)
        return server.returncode, said, port, peer

    def test_lines(self):
        status, said, port, peer = self.play(status="3")
        wanted = LINES if knows_places() else re.sub(r"(?m)  echo.*$", "", LINES)
        self.assertEqual(plain(said, port, peer), wanted)
        self.assertEqual(status, 3)

    def test_json(self):
        _, said, port, peer = self.play("--json")
        found = [json.loads(line) for line in said.splitlines()]
        ended = [one for one in found if one["entry"]["moment"] == "ended"]
        self.assertEqual([one["entry"]["name"] for one in ended],
                         ["socket", "bind", "listen", "accept", "recv", "send", "recv", "close", "close"])
        got = ended[4]
        self.assertEqual((got["entry"]["data"], got["entry"]["received"], got["entry"]["peer"]),
                         ("hello", 5, f"127.0.0.1:{peer}"))
        if knows_places():
            self.assertEqual((got["file"], got["function"]), ("echo.c", "handle_client"))
        self.assertEqual(got["process"], got["thread"])
        self.assertEqual(ended[1]["entry"]["local"], f"127.0.0.1:{port}")

    def test_port(self):
        _, said, port, _ = self.play("--port", "1")
        self.assertEqual(said, "")
        _, said, port, _ = self.play("--only-notes")
        self.assertEqual(said, "")

    def test_hide(self):
        _, said, _, _ = self.play("--hide")
        self.assertNotIn("hello", said)
        self.assertIn(", 100) = 5 <5>", said)
        self.assertIn(", <5>) = 5", said)

    def test_file(self):
        _, said, port, peer = self.play("-o", "lines")
        self.assertEqual(said, "")
        with open("lines", encoding="utf-8") as file:
            text = file.read()
        self.assertIn("= 5 b'hello'", text)
        self.assertEqual(stat.S_IMODE(os.stat("lines").st_mode), 0o600)

    def test_no_filter(self):
        _, said, port, peer = self.play("--no-filter")
        wanted = LINES if knows_places() else re.sub(r"(?m)  echo.*$", "", LINES)
        self.assertEqual(plain(said, port, peer), wanted)


class Many(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = build("many")

    def test_threads_and_children(self):
        for options in ((), ("--no-filter",)):
            done = trace(*options, self.program, "20", "30")
            self.assertEqual(done.returncode, 0, done.stderr)
            ids = {}
            for word in "thread", "child", "image":
                lines = re.findall(rf"(?m)^\[(\d+)\] send\(fd \d+, b'{word}'\) = \d", done.stderr)
                ids[word] = set(lines)
                self.assertEqual(len(lines), 20 if word == "thread" else 30, done.stderr)
            self.assertEqual(ids["child"], ids["image"])
            self.assertEqual(len(ids["thread"] | ids["child"]), 50)
            self.assertEqual(len(re.findall(r"(?m)^recv\(.*b'(?:thread|child|image)'", done.stderr)), 80)


class Languages(unittest.TestCase):
    """Nothing of them is known but their system calls."""

    PYTHON = "import socket\na, b = socket.socketpair()\na.sendall(b'from python')\nb.recv(100)\n"
    PERL = "use Socket; socketpair(A, B, AF_UNIX, SOCK_STREAM, 0); syswrite(A, 'from perl'); sysread(B, $x, 100);"

    def test_python(self):
        said = trace(sys.executable, "-c", self.PYTHON).stderr
        self.assertRegex(said, r"send(to)?\(fd \d, b'from python'\) = 11")
        self.assertRegex(said, r"recv\(fd \d, 100\) = 11 b'from python'")

    def test_perl(self):
        done = trace("perl", "-e", self.PERL)
        if done.returncode == 127:
            self.skipTest("perl is not installed")
        self.assertRegex(done.stderr, r"write\(fd \d, b'from perl'\) = 9")
        self.assertRegex(done.stderr, r"read\(fd \d, 100\) = 9 b'from perl'")


if __name__ == "__main__":
    unittest.main()
