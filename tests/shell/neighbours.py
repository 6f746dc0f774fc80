#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shells that ask each other: neighbours that are stuck, lie, flood or have ended, and folders that are not ours."""

import contextlib
import os
import pathlib
import resource
import select
import socket
import stat
import tempfile
import threading
import unittest

from _terminal import SECONDS, Terminal, main

SOON = 8  # seconds in which a loaded machine answers what takes milliseconds


class Neighbours(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runtime = pathlib.Path(folder.name)
        self.folder = self.runtime / "causette"
        self.folder.mkdir(0o700)

    def open(self, runtime=None):
        shell = Terminal(environment={"XDG_RUNTIME_DIR": str(runtime or self.runtime), "LANG": "C.UTF-8", "LC_ALL": None})
        self.addCleanup(shell.close)
        shell.see_line()
        return shell

    def listener(self, number):
        """A neighbour of our own making."""
        sock = socket.socket(socket.AF_UNIX)
        self.addCleanup(sock.close)
        sock.bind(str(self.folder / f"shell-{number}"))
        sock.listen()
        return sock

    def answering(self, answer):
        listener = self.listener(os.getpid())

        def serve():
            while True:
                try:
                    asking = listener.accept()[0]
                except OSError:
                    return
                with asking, contextlib.suppress(OSError):  # who asks does not wait long
                    asking.recv(1000)
                    asking.send(answer)

        threading.Thread(target=serve, daemon=True).start()

    def ask(self, shell):
        """What the shell says of a name that only another may have."""
        return shell.run("jumpsuit")

    def see_elsewhere(self, shell):
        """Asks until the other shell has answered in time, which is short for a loaded machine."""
        for _ in range(50):
            if " terminal" in (said := self.ask(shell)):
                return said
        return self.fail("the neighbour is not found")

    def test_a_name(self):
        other, shell = self.open(), self.open()
        other.run("jumpsuit = 1")
        self.assertIn("`jumpsuit` exists in another terminal.", self.see_elsewhere(shell))
        other.type("import sys; sys.ps1 = '(client) >>> '")
        other.see_line("(client) >>> ")
        self.assertIn("`jumpsuit` exists in the other terminal, `(client)`", self.see_elsewhere(shell))

    def test_escapes_are_made_safe(self):
        self.answering("yes (\x1b[31m\u009b2Jred\u202e) >>> \n".encode())
        shell = self.open()
        start = len(shell.raw)
        self.see_elsewhere(shell)
        for bad in b"[31m\xc2\x9b", "\u009b".encode(), "\u202e".encode(), b"\x1b[31m":
            self.assertNotIn(bad, shell.raw[start:])

    def test_lies(self):
        for answer in b"yes", b"yes\n", b"y" * 1000, b"\xff\xfe yes\n", b"\0" * 200, b"no\n":
            with self.subTest(answer=answer[:10]):
                for left in self.folder.iterdir():
                    left.unlink()
                self.answering(answer)
                shell = self.open()
                self.assertIn("NameError", self.ask(shell))
                shell.close()

    def test_many_are_stuck(self):
        """The time for all of them is limited, not only for each: most are not asked at all."""
        stuck = [self.listener(10_000_000 + number) for number in range(500)]
        shell = self.open()
        for _ in range(3):
            self.ask(shell)
        asked = select.select(stuck, [], [], 0)[0]
        self.assertTrue(0 < len(asked) < 50, len(asked))

    def test_the_dead_are_buried_and_hide_nobody(self):
        for number in range(1000):
            dead = socket.socket(socket.AF_UNIX)
            dead.bind(str(self.folder / f"shell-{20_000_000 + number}"))
            dead.close()
        other = self.open()
        other.run("jumpsuit = 1")
        shell = self.open()
        self.see_elsewhere(shell)
        for _ in range(50):
            if len(list(self.folder.iterdir())) == 2:
                return
            shell.run("nobody_has_this")
        self.fail("some are left")

    @staticmethod
    def visit(path, question):
        """The answer to a question, asked until it came in time."""
        for _ in range(50):
            with socket.socket(socket.AF_UNIX) as visitor, contextlib.suppress(OSError):
                visitor.settimeout(SOON)
                visitor.connect(path)
                visitor.send(question)
                if answer := visitor.recv(100):
                    return answer
        return b""

    def test_silent_visitors(self):
        """Who connects and says nothing takes a few milliseconds of the shell's time, no more."""
        shell = self.open()
        path = str(self.folder / f"shell-{shell.pid}")
        self.assertEqual(stat.S_IMODE(self.folder.stat().st_mode), 0o700)
        visitors = []
        for _ in range(16):
            visitor = socket.socket(socket.AF_UNIX)
            self.addCleanup(visitor.close)
            visitor.connect(path)
            visitors.append(visitor)
        self.assertIn("42", shell.run("6 * 7"))
        for question in b"names \n", b"names " + b"x" * 5000, b"receives -1\n", b"receives 99999999999999999999999\n", b"\0\n", b"\n":
            self.assertEqual(self.visit(path, question), b"no\n")
        shell.send("\x04")
        self.assertEqual(shell.end(), 0)
        self.assertFalse(os.path.exists(path))

    def test_no_descriptors_left(self):
        """Who connects is refused at once, and the shell has nothing to do with it any more."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
        shell = self.open()
        for text in "import socket", "def take():\n    while True: taken.append(socket.socket())\n", "taken = []":
            shell.run(text)
        self.assertIn("Errno 24", shell.run("take()"))
        for _ in range(3):
            visitor = socket.socket(socket.AF_UNIX)
            self.addCleanup(visitor.close)
            visitor.settimeout(SECONDS)
            visitor.connect(str(self.folder / f"shell-{shell.pid}"))
            self.assertEqual(visitor.recv(100), b"")
        shell.run("taken.clear()")
        self.assertEqual(self.visit(str(self.folder / f"shell-{shell.pid}"), b"names x\n"), b"no\n")

    def test_folders_that_are_not_ours(self):
        """Open to others, a link, a file, none at all, a name too long for a socket: the shell has no neighbours."""
        base = self.runtime / "other"
        base.mkdir()
        (base / "open").mkdir()
        (base / "open" / "causette").mkdir(0o777)
        (base / "open" / "causette").chmod(0o777)
        (base / "link").mkdir()
        (base / "link" / "causette").symlink_to(self.folder)
        (base / "file").mkdir()
        (base / "file" / "causette").write_text("")
        (base / ("x" * 150)).mkdir()
        for name in "open", "link", "file", "missing", "x" * 150:
            with self.subTest(name=name):
                shell = self.open(base / name)
                self.assertIn("NameError", self.ask(shell))
                self.assertIn("42", shell.run("6 * 7"))
                self.assertEqual([p for p in self.runtime.rglob("shell-*") if p.is_socket()], [])
                shell.close()


if __name__ == "__main__":
    main()
