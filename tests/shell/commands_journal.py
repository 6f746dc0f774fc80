#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
""":journal: which calls are shown, how they are written, what is lost; in English and in French."""

import os
import re
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main
from _typed import run_typed

SERVER = "import socket\ns = socket.create_server(('127.0.0.1', 0))\nc = socket.create_connection(s.getsockname())\ncon, addr = s.accept()\n"
ADDRESS = r"127\.0\.0\.1:\d+"
BOTH = rf"{ADDRESS} <-> {ADDRESS}"
TIME = r"\+\d+\.\d{3} s  "
LASTED = r"  \d+ (µs|ms)"


def play(text, binary=CAUSETTE, **environment):
    """What a piped shell prints, its standard error behind it."""
    done = run_typed([binary, "-i"], input=text, capture_output=True, text=True, timeout=SECONDS, check=True,
                          env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **environment})
    return (done.stdout + done.stderr.replace(">>> ", "").replace("... ", "")).rstrip("\n").split("\n")


def joined(lines):
    """Lines that were broken at the width, put together again; but not the sentences below a call."""
    return re.sub(r"\n {4}(?! )", " ", "\n".join(lines)).split("\n")


class Journal(unittest.TestCase):
    def matches(self, line, pattern):
        self.assertRegex(line, f"^{pattern}$")

    def test_calls(self):
        lines = joined(play(SERVER + "_ = c.send(b'Bonjour')\n_ = con.recv(3)\n_ = con.recv(100)\n:journal 3\n"))
        self.matches(lines[0], rf"{TIME}send\(fd 4 {BOTH}, b'Bonjour'\) = 7{LASTED}")
        self.matches(lines[1], rf"{TIME}recv\(fd 5 {BOTH}, 3\) = 3 b'Bon'{LASTED}")
        self.matches(lines[2], rf"{TIME}recv\(fd 5 {BOTH}, 100\) = 4 b'jour'{LASTED}")

    def test_constants_by_name(self):
        text = ("import socket\ns = socket.socket()\ns.settimeout(1.0)\ns.settimeout(2)\ns.settimeout(0.25)\ns.settimeout(None)\n"
                "s.setblocking(False)\ns.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)\n"
                "s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)\na, b = socket.socketpair()\n_ = b.send(b'x')\n"
                "_ = a.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)\na.shutdown(socket.SHUT_WR)\n"
                "u = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)\n:journal\n")
        shown = "\n".join(joined(play(text)))
        for wanted in ("socket(AF_INET, SOCK_STREAM) = fd 3", "settimeout(fd 3, 1 s)", "settimeout(fd 3, 2 s)", "settimeout(fd 3, 250 ms)",
                       "settimeout(fd 3, None)", "setblocking(fd 3, False)", "setsockopt(fd 3, SOL_SOCKET, SO_REUSEADDR, 1)",
                       "setsockopt(fd 3, IPPROTO_TCP, TCP_NODELAY, 1)", "1, MSG_PEEK|MSG_DONTWAIT)", "SHUT_WR)",
                       "socket(AF_INET6, SOCK_DGRAM) = fd 6"):
            self.assertIn(wanted, shown)

    def test_states_and_queues(self):
        lines = joined(play(SERVER + "_ = c.send(b'Bonjour')\ncon.shutdown(socket.SHUT_WR)\n:journal 1\n:journal 100 s\n"))
        self.matches(lines[0], rf"{TIME}shutdown\(fd 5 {BOTH}, SHUT_WR\) = 0  FIN-WAIT-[12], 7 to read(, 1 to send)?{LASTED}")
        self.assertRegex("\n".join(lines), r"bind\(.*\) = 0  BOUND")
        self.assertRegex("\n".join(lines), r"listen\(.*\) = 0  LISTEN  ")

    def test_zero_bytes(self):
        lines = joined(play(SERVER + "_ = c.send(bytes(7))\n_ = c.send(b'7')\n:journal 2\n"))
        self.assertIn(r"b'\x00\x00\x00\x00\x00\x00\x00') = 7", lines[0])
        self.assertEqual(lines[1].strip(), '7 zero bytes: bytes(7) makes that many, b"7" writes the number.')
        self.assertIn("b'7') = 1", lines[2])
        self.assertEqual(len(lines), 3)
        lines = joined(play(SERVER + "_ = c.send(bytes(7))\n:journal 1\n", LC_ALL="", LANG="fr_FR.UTF-8"))
        self.assertEqual(lines[1].strip(), '7 octets nuls : bytes(7) en fabrique autant, b"7" écrit le nombre.')

    def test_one_socket(self):
        begin = SERVER + "names = [con]\n_ = c.send(b'Bonjour'); _ = con.recv(7)\n"
        for asked in (":journal con", ":journal names[0]", ":journal fd 5", ":journal 20 5", ":journal 20 fd 5", ":journal fd5"):
            lines = joined(play(begin + asked + "\n"))
            self.assertEqual(len(lines), 2, asked)
            self.matches(lines[0], rf"{TIME}accept\(fd 3 {ADDRESS}\) = fd 5  LISTEN{LASTED}")
            self.matches(lines[1], rf"{TIME}recv\(fd 5 {BOTH}, 7\) = 7 b'Bonjour'{LASTED}")

    def test_none(self):
        self.assertEqual(play(":journal\n"), ["No socket call has been made yet."])
        self.assertEqual(play(":journal s\n"), ["No socket is called s. :sockets shows their names."])
        self.assertEqual(play(":journal fd 77\n"), ["No call on this socket is in the journal."])
        self.assertEqual(play(":journal\n", LC_ALL="", LANG="fr_FR.UTF-8"), ["Aucun appel de socket n'a encore été fait."])

    def test_lost_ones_are_counted(self):
        lines = play("import socket\ns = socket.socket()\nfor i in range(5000): s.settimeout(1)\n\n:journal 2\n")
        self.matches(lines[0], r"\d+ older records are lost: the journal keeps the newest ones\.")
        self.assertEqual(len(lines), 3)

    def test_what_a_peer_sends_is_escaped(self):
        shown = "\n".join(play(SERVER + r"_ = c.send(b'\x1b]0;x\x07\xff')" + "\n_ = con.recv(99)\n:journal 2\n"))
        self.assertNotIn("\x1b", shown)
        self.assertEqual(shown.count(r"b'\x1b]0;x\x07\xff'"), 2)

    def test_a_call_that_waits_is_shown_once(self):
        shell = Terminal(environment={"LC_ALL": "C.UTF-8"}, columns=200)
        self.addCleanup(shell.close)
        shell.run("import socket, threading; a, b = socket.socketpair()")
        shell.run("t = threading.Thread(target=a.recv, args=(7,)); t.start()")
        self.assertRegex(shell.run(":journal a"), r"recv\(fd 3, 7\) waits$")
        shell.run("b.send(b'Bonjour'); t.join()")
        shown = shell.run(":journal a")
        self.assertRegex(shown, r"^\S+ s  \[\d+\] recv\(fd 3, 7\) = 7 b'Bonjour'  waited \S+ \S+$")

    def test_narrow(self):
        shell = Terminal(environment={"LC_ALL": "C.UTF-8"}, columns=40)
        self.addCleanup(shell.close)
        shell.run("import socket; s = socket.socket()")
        shell.run("s.bind(('127.0.0.1', 0))")
        lines = shell.run(":journal").split("\n")
        self.assertLess(max(len(line) for line in lines), 40)
        self.assertTrue(lines[0].startswith("+0.000 s  socket(AF_INET,"), lines)


if __name__ == "__main__":
    main()
