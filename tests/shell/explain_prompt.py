#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Explanations are for the prompt of a terminal alone; a surprise is one once a session; the longer story."""

import os
import subprocess
import tempfile
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main

ENGLISH = {"LANG": "en_GB.UTF-8", "LC_ALL": None, "LC_MESSAGES": None, "LANGUAGE": None}
WRONG = 'import socket\ns = socket.socket()\ns.recv(7)\n'
NOTE = "is not connected yet"
ESCAPE = "\\x1b[31m"


def terminal(*arguments, **options):
    return Terminal(*arguments, columns=200, environment=ENGLISH, **options)


def type_block(shell, *lines):
    """Types lines, each at the prompt behind the one before; gives what the last one shows."""
    shell.see_line()
    for line in lines:
        row = shell.screen.row
        shell.type(line)
        shell.wait(lambda: shell.screen.row > row and shell.screen.line().rstrip() in ("...", ">>>") and shell.is_editing(), line)
    shell.see_line()
    return "\n".join(shell.screen.lines[row + 1:shell.screen.row])


class Silence(unittest.TestCase):
    def run_program(self, *arguments, **options):
        done = subprocess.run([CAUSETTE, *arguments], capture_output=True, text=True, timeout=SECONDS, check=False,
                              env={**os.environ, "LANG": "en_GB.UTF-8"}, **options)
        self.assertIn("OSError", done.stderr)
        self.assertNotIn("#", done.stdout + done.stderr)

    def test_programs(self):
        with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
            file.write(WRONG)
            file.flush()
            self.run_program(file.name)
            self.run_program("-c", WRONG)
            self.run_program("-", input=WRONG)
            self.run_program("-i", "-c", WRONG, input="")
            for redirection in "2>errors", "2>&1 | cat":
                with terminal(command=["sh", "-c", f"exec {CAUSETTE} {file.name} {redirection}"]) as program:
                    program.end()
                    self.assertNotIn(NOTE, program.screen.text())

    def test_pipes(self):
        self.run_program("-i", input=WRONG)
        for redirection in "2>errors", ">output":
            with self.subTest(redirection), tempfile.TemporaryDirectory() as folder:
                self.check_redirected(redirection, folder)

    def check_redirected(self, redirection, folder):
        command = ["env", "-C", folder, "sh", "-c", f'exec "$0" {redirection}', CAUSETTE]
        with terminal(command=command) as shell:
            for line in WRONG.splitlines():
                if redirection.startswith("2"):
                    shell.run(line)
                else:
                    shell.type(line)
            shell.send("\x04")
            shell.end()
            shown = shell.screen.text()
        for name in os.listdir(folder):
            with open(f"{folder}/{name}", encoding="utf-8") as file:
                shown += file.read()
        self.assertIn("OSError", shown)
        self.assertNotIn(NOTE, shown)

    def test_off_and_on(self):
        with terminal() as shell:
            shell.run("import socket; s = socket.socket()")
            self.assertIn(NOTE, shell.run("s.recv(7)"))
            shell.run(":explain off")
            self.assertNotIn("#", shell.run("s.recv(7)"))
            shell.run(":explain on")
            self.assertIn(NOTE, shell.run("s.recv(7)"))

    def test_caught_and_called(self):
        """What a program catches is its own matter; what comes out of its functions is not."""
        with terminal() as shell:
            type_block(shell, "import socket; s = socket.socket()", "def f():", "  try: s.recv(7)", "  except OSError: return 1", "")
            self.assertEqual(shell.run("f()"), "1")
            type_block(shell, "def g():", "  s.recv(7)", "")
            self.assertIn(NOTE, shell.run("g()"))

    def test_loops(self):
        """An end of stream in a program's loop is no surprise; typed at the prompt it is, once."""
        with terminal() as shell:
            type_block(shell, "import socket; a, b = socket.socketpair(); n = b.send(b'12'); b.close()", "def drain():",
                       "  while a.recv(1): pass", "")
            self.assertEqual(shell.run("drain()"), "")
            self.assertEqual(type_block(shell, "while a.recv(1): pass", ""), "")
            self.assertIn("not an empty message", shell.run("a.recv(1)"))
            self.assertEqual(shell.run("a.recv(1)"), "b''")


class Lines(unittest.TestCase):
    def test_no_line_begins_with_punctuation(self):
        """The word before a colon that French sets apart goes to the next line with it."""
        for columns in range(50, 54):
            with Terminal(columns=columns, environment={**ENGLISH, "LANG": "fr_FR.UTF-8"}) as shell:
                shell.run("import socket")
                shown = shell.run("socket.socket()")
                self.assertIn("`_` :", shown)
                self.assertNotIn("# :", shown)


class Story(unittest.TestCase):
    def test_story(self):
        with terminal() as shell:
            self.assertIn("Nothing has been explained yet", shell.run(":explain"))
            shell.run("import socket; a, b = socket.socketpair()")
            shell.run(f'n = b.send(b"{ESCAPE}hidden"); b.close()')
            shell.run("a.recv(5)")
            shell.run("x = a.recv(100)")
            shell.run("a.recv(5)")
            story = shell.run(":explain")
            self.assertIn("`recv` waits until there is at least one byte", story)
            self.assertIn("The calls that led to it:", story)
            self.assertIn(f"b'{ESCAPE}'", story)
            self.assertIn("recv(", story.splitlines()[-1])
            self.assertNotIn(b"\x1b[31m", shell.raw)

    def test_foreign_texts(self):
        """A path is shown escaped, as it was typed."""
        with terminal() as shell:
            shell.run("import socket; s = socket.socket(socket.AF_UNIX)")
            shown = shell.run(f's.connect("{ESCAPE}door")')
            self.assertIn(f"There is no socket '{ESCAPE}door'", shown)
            self.assertNotIn(b"\x1b[31m", shell.raw)

    def test_another_statement_s_calls(self):
        """An error of the program's own is not explained by a call that failed before."""
        with terminal() as shell:
            shell.run("import socket; s = socket.socket()")
            self.assertIn(NOTE, shell.run("s.recv(7)"))
            self.assertNotIn("#", shell.run('raise OSError(107, "Transport endpoint is not connected")'))


if __name__ == "__main__":
    main()
