#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colon commands get anything: random bytes never end the shell, and nothing that could command a terminal is printed."""

import os
import random
import subprocess
import time
import unittest

from _terminal import CAUSETTE, SECONDS, main
from _typed import run_typed

LASTS = 2
NAMES = [b"help", b"hex", b"journal", b"sockets", b"explain", b"hexx", b"", b"sock!", b"save!", b"save"]
PIECES = [b"socket.", b"accept", b"s", b"fd 3", b"-w", b"-w 0.1", b"1", b"99999999999999999999", b"b'", b"'", b'"', b"(", b")", b"\\", b"..",
          b".", b"~", b"/", b"!", b"\x1b[31m", b"\x1b]0;x\x07", b"\x00", b"\x7f", b"\x9b", b"\xff", b"\xc3", "é".encode(), "\u202e".encode(),
          "\U0001f600".encode(), b"\t", b"%s%n", b"*" * 300, b":", b"on", b"off", b"for", b"help", b"\r"]
HARMFUL = set(range(32)) - {9, 10} | {127}


def line(chance):
    name = chance.choice(NAMES)
    pieces = [chance.choice(PIECES) if chance.random() < 0.8 else bytes(chance.randrange(256) for _ in range(chance.randrange(6)))
              for _ in range(chance.randrange(6))]
    text = chance.choice([b" ", b""]).join(pieces).replace(b"\n", b" ")
    if name.startswith(b"save"):  # folders that do not exist: nothing is to be written
        text = b"/nowhere/at/all/" + text
    return b":" + name + b" " + text.replace(b"\x04", b" ") + b"\n"


class Fuzz(unittest.TestCase):
    def play(self, seed):
        chance = random.Random(seed)
        lines = [line(chance) for _ in range(300)]
        text = b"import socket\ns = socket.socket()\n" + b"".join(lines) + b"print('still', 'here')\n"
        done = run_typed([CAUSETTE, "-i"], input=text, capture_output=True, timeout=SECONDS, check=False,
                              env={**os.environ, "LC_ALL": chance.choice(["C", "C.UTF-8"]), "LANG": "fr_FR.UTF-8"})
        said = f"seed {seed}: {done.stderr[-2000:]!r}"
        self.assertEqual(done.returncode, 0, said)
        self.assertTrue(done.stdout.endswith(b"still here\n"), said)
        for stream in done.stdout, done.stderr:
            self.assertEqual(HARMFUL & set(stream), set(), said)
            stream.decode()

    def test_random_arguments(self):
        first, end = random.randrange(1 << 30), time.monotonic() + LASTS
        self.play(1)
        while time.monotonic() < end:
            first += 1
            self.play(first)


if __name__ == "__main__":
    main()
