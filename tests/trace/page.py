#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/programs.md: its program, built and traced, shows what stands there."""

import os
import pathlib
import re
import socket
import subprocess
import sys
import unittest

from _programs import CAUSETTE, COMPILER, SECONDS, knows_places

PAGE = pathlib.Path(__file__).resolve().parents[2] / "doc/programs.md"
PORT = 47115


def plain(text):
    """Without what differs from run to run."""
    text = re.sub(r"(?m)^accept\(.*\) waits.*\n", "", text)
    text = re.sub(r"  waited [\d.]+ (µs|ms|s)", "", text)
    text = re.sub(r"(?m)^(send.* = 8)  [A-Z-]+(, \d+ to (read|send))*", r"\1", text)  # it took long, on a busy machine
    text = text.replace("LISTEN, 1 waiting", "LISTEN")
    return re.sub(r"(<-> 127.0.0.1:)\d+", r"\1PEER", text)


def connect():
    """Once the server listens."""
    while True:
        try:
            return socket.create_connection(("127.0.0.1", PORT))
        except ConnectionRefusedError:
            pass


class Page(unittest.TestCase):
    def test_trace(self):
        text = PAGE.read_text(encoding="utf-8")
        program = re.search(r"```c\n(.*?)```", text, re.S)[1]
        shown = re.search(r"\$ causette trace ./server\n(.*?)```", text, re.S)[1]
        pathlib.Path("server.c").write_text(program, encoding="utf-8")
        subprocess.run([COMPILER, "-g", "-O0", "server.c", "-o", "server"], check=True)
        with socket.socket() as taken:
            try:
                taken.bind(("0.0.0.0", PORT))
            except OSError:
                print(f"port {PORT} is taken on this machine")
                sys.exit(77)
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        with subprocess.Popen([CAUSETTE, "trace", "./server"], stderr=subprocess.PIPE, text=True, env=environment) as server:
            with connect() as client:
                self.assertEqual(client.recv(100), b"hello, c")
            _, said = server.communicate(timeout=SECONDS)
        if not knows_places():
            shown = re.sub(r"(?m)  server\.c:\d+, in main$| \(server\.c:\d+, in main\)", "", shown)
        self.assertEqual(plain(said), plain(shown))


if __name__ == "__main__":
    unittest.main()
