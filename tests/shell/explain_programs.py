#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that fail outside the shell explain themselves where standard error is a terminal; loops that do not end; what was
typed for a program and is none.
"""

import os
import pathlib
import tempfile
import unittest

from _terminal import CAUSETTE, Terminal, main

ENGLISH = {"LANG": "en_GB.UTF-8", "LC_ALL": None, "LC_MESSAGES": None, "LANGUAGE": None}
FRENCH = {**ENGLISH, "LANG": "fr_FR.UTF-8"}


class Programs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_program(self, text, name="program.py", environment=ENGLISH):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return self.run_words(str(path), environment=environment)

    def run_words(self, *words, environment=ENGLISH):
        with Terminal(*words, columns=250, environment=environment) as program:
            program.end()
            return [line.rstrip() for line in program.screen.lines if line.startswith("# ")]

    def test_a_call_in_a_function(self):
        """The name is a local variable's: what it stands for is not known, and no other's name is taken for it."""
        said = self.run_program("import socket\ns = 3\ndef f(s):\n    s.accept()\nf(socket.socket())\n")
        self.assertEqual(said, ["# The socket does not listen.", "# Call `listen()` before `accept()`."])

    def test_a_call_of_the_module(self):
        said = self.run_program("import socket\n\ns = socket.socket()\ns.send(b'x')\n")
        self.assertEqual(said, ["# `s` is not connected yet.", '# `s.connect(("127.0.0.1", 3000))` first.'])

    def test_arguments(self):
        said = self.run_program("import socket\na, b = socket.socketpair()\ndef say(to):\n    to.send('Bonjour')\nsay(a)\n")
        self.assertEqual(said, ["# A socket carries bytes: `b'Bonjour'`."])

    def test_text_that_is_no_program(self):
        self.assertEqual(self.run_program("import socket\nx = con->recv(7)\n"),
                         ["# That is another language's way to write it. In Python: `x = con.recv(7)`."])

    def test_code_and_french(self):
        self.assertEqual(self.run_words("-c", "import socket; s = socket.socket(); s.recv(7)", environment=FRENCH),
                         ["# `s` n'est pas encore connectée.", '# `s.connect(("127.0.0.1", 3000))` d\'abord.'])

    def test_errors_of_ones_own_are_not_explained(self):
        for text in "raise ValueError('x')\n", "import sys\nsys.exit(3)\n", "raise KeyboardInterrupt\n", "print('#')\n":
            self.assertEqual([line for line in self.run_program(text) if line != "#"], [], text)

    def test_a_document(self):
        for name in "README.md", "page.rst":
            self.assertEqual(self.run_program("Title\n=====\n\n    >>> 3\n    3\n", name),
                             [f"# {name} is a document and no program: `causette check` plays what it shows."])

    def test_a_subcommand_misspelt(self):
        for typed, meant in ("drow", "draw"), ("chek", "check"), ("wacth", "watch"):
            self.assertEqual(self.run_words(typed), [f"# Did you mean `causette {meant}`?"])
        self.assertEqual(self.run_words("server.py"), [])

    def test_help_in_french(self):
        with Terminal("--help", columns=150, environment=FRENCH) as program:
            program.end()
            self.assertIn("usage : causette [option]...", program.screen.text())
            self.assertIn("afficher cette aide", program.screen.text())

    def test_a_loop_at_the_end_of_a_stream(self):
        """It is told while the loop turns, once, and again what to do when it was ended."""
        with Terminal(columns=200, environment={**ENGLISH, "XDG_RUNTIME_DIR": str(self.folder)}) as shell:
            shell.run("import socket; a, b = socket.socketpair(); b.close()")
            shell.run("a.recv(1)")
            shell.type("while True: x = a.recv(7)")
            shell.see_line("... ")
            shell.type("")
            shell.see("# Ctrl-C ends it.")
            shell.interrupt()
            shell.see_line()
            text = shell.screen.text()
            self.assertEqual(text.count("and this loop goes on."), 1)
            self.assertIn("a loop must end there", text)


if __name__ == "__main__":
    os.environ.pop("CAUSETTE_SWITCHES", None)
    assert CAUSETTE
    main()
