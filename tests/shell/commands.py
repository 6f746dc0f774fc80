#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Colon commands: dispatch, mistakes, :hex, completion, history; on terminals wide and narrow, dumb, and in pipes."""

import os
import pathlib
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main
from _typed import run_typed

FRENCH = {"LC_ALL": None, "LANG": "fr_FR.UTF-8", "LANGUAGE": None}
ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": None}


def in_pipe(text, environment=None):
    """What a piped shell says to these lines: standard output, then standard error without its prompts."""
    done = run_typed([CAUSETTE, "-i"], input=text, capture_output=True, text=True, timeout=SECONDS, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8", **(environment or {})})
    return done.stdout, done.stderr.replace(">>> ", "").replace("... ", "")


class OnTerminal(unittest.TestCase):
    def open(self, environment=None, **options):
        shell = Terminal(environment={**ENGLISH, **(environment or {})}, **options)
        self.addCleanup(shell.close)
        return shell

    def test_unknown_command_names_the_nearest(self):
        shell = self.open()
        self.assertEqual(shell.run(":hepl"), "# There is no command :hepl. Did you mean :help?")
        self.assertEqual(shell.run(":sock"), "# There is no command :sock. Did you mean :sockets?")
        self.assertEqual(shell.run(":where"), "# There is no command :where. :help lists those there are.")
        self.assertEqual(shell.run("  :  hepl x"), "# There is no command :hepl. Did you mean :help?")

    def test_what_leaves_elsewhere(self):
        shell = self.open()
        for line in ":quit", ":q", ":q!", ":exit", ":wq":
            self.assertEqual(shell.run(line), "# Ctrl-D leaves, and so does exit().", line)

    def test_mistakes_in_french(self):
        shell = self.open(FRENCH)
        self.assertEqual(shell.run(":hepl"), "# Il n'y a pas de commande :hepl. Vouliez-vous dire :help ?")
        self.assertEqual(shell.run(":journal x y"), "# Aucune socket ne s'appelle x y. :sockets montre leurs noms.")
        self.assertEqual(shell.run(":sockets now"), "# usage : :sockets [-w [SECONDS]]")

    def test_wrong_arguments_show_the_usage(self):
        shell = self.open()
        for line, usage in ((":sockets now", ":sockets [-w [SECONDS]]"), (":sockets -w 0", ":sockets [-w [SECONDS]]"),
                            (":sockets -w1e9", ":sockets [-w [SECONDS]]"), (":hex", ":hex EXPR"), (":save", ":save FILE"),
                            (":journal 3 4 5", ":journal [N] [NAME | fd FD]"), (":explain perhaps", ":explain [on | off]"),
                            (":help! accept", ":help [NAME]")):
            self.assertEqual(shell.run(line), "# usage: " + usage, line)

    def test_commands_are_no_part_of_python(self):
        shell = self.open()
        shell.run("41 + 1")
        shell.run(":hex b'x'")
        self.assertEqual(shell.run("_"), "42")
        shell.see_line()
        shell.type("if True:")
        shell.see_line("... ")
        shell.type(":help")
        shell.see("IndentationError: expected an indented block")

    def test_hex(self):
        shell = self.open()
        self.assertEqual(shell.run(":hex bytes(range(30, 50))"),
                         "00000000  1e 1f 20 21 22 23 24 25  26 27 28 29 2a 2b 2c 2d  |.. !\"#$%&'()*+,-|\n"
                         "00000010  2e 2f 30 31                                       |./01|\n"
                         "20 bytes")
        self.assertEqual(shell.run(":hex bytearray(1)"),
                         "00000000  00                                                |.|\n1 byte")
        self.assertEqual(shell.run(":hex memoryview(b'abc')[1:]"),
                         "00000000  62 63                                             |bc|\n2 bytes")
        self.assertEqual(shell.run(":hex b''"), "0 bytes")
        self.assertEqual(shell.run(":hex 'été'"),
                         "# This is text, and text has no bytes until it is encoded: :hex (...).encode()")
        self.assertEqual(shell.run(":hex 7"), "# :hex shows bytes, and this is int.")
        self.assertIn("ZeroDivisionError: division by zero", shell.run(":hex 1/0"))
        self.assertIn("SyntaxError: invalid syntax", shell.run(":hex a = 1"))

    def test_hex_of_what_cannot_be_seen(self):
        shell = self.open()
        shell.see_line()
        shell.send(":hex b'\x16\x1b[31m'\r")  # Ctrl-V takes the next key as it is
        shell.see("cannot be seen")

    def test_hex_is_narrow_where_the_terminal_is(self):
        shell = self.open(columns=60)
        self.assertEqual(shell.run(":hex b'0123456789'"),
                         "00000000  30 31 32 33 34 35 36 37  |01234567|\n"
                         "00000008  38 39                    |89|\n10 bytes")
        shell = self.open(columns=40)
        self.assertEqual(shell.run(":hex b'01234'"), "00000000  30 31 32 33  |0123|\n00000004  34           |4|\n5 bytes")

    def test_hex_may_wait_and_be_interrupted(self):
        shell = self.open()
        shell.run("import socket; a, b = socket.socketpair()")
        shell.see_line()
        shell.type(":hex a.recv(5)")
        shell.see("waiting for bytes")
        shell.interrupt()
        shell.see("KeyboardInterrupt")
        shell.run("b.send(b'hi')")
        self.assertEqual(shell.run(":hex a.recv(5)").split("\n")[-1], "2 bytes")

    def test_history_has_them(self):
        shell = self.open()
        shell.run(":hex b'a'")
        shell.see_line()
        shell.send("\x1b[A")
        shell.see_line(">>> :hex b'a'")

    def test_no_color_and_dumb(self):
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            shell = self.open(environment)
            self.assertIn("Did you mean :help?", shell.run(":hepl"))
            self.assertIn("usage: :hex EXPR", shell.run(":hex"))
            self.assertIn("This shell has no socket.", shell.run(":sockets"))
            self.assertNotIn(b"\x1b[2m", shell.raw)

    def test_explain(self):
        shell = self.open()
        self.assertEqual(shell.run(":explain"), "# Nothing has been explained yet.")
        self.assertEqual(shell.run(":explain off"), "# Errors are no longer explained; :explain on changes that.")
        self.assertEqual(shell.run("import socket; s = socket.socket(); s.recv(7)").split("\n")[-1],
                         "OSError: [Errno 107] Transport endpoint is not connected")
        self.assertEqual(shell.run(":explain on"), "# Errors explain themselves.")
        self.assertIn("not connected yet", shell.run("s.recv(7)"))
        self.assertIn("recv", shell.run(":explain"))


class Completion(unittest.TestCase):
    def setUp(self):
        self.shell = Terminal(environment=ENGLISH)
        self.addCleanup(self.shell.close)
        self.shell.see_line()

    def complete(self, typed, completed):
        self.shell.send(typed + "\t")
        self.shell.see_line(">>> " + completed)
        self.shell.send("\x15")
        self.shell.see_line()

    def test_names_of_commands(self):
        self.complete(":so", ":sockets ")
        self.complete(":jo", ":journal ")

    def test_arguments(self):
        self.complete(":explain of", ":explain off")
        self.complete(":help socket.getpe", ":help socket.getpeername")
        self.complete(":help create", ":help create")  # not imported: nothing is known
        self.complete(":sockets -", ":sockets -w")

    def test_expressions(self):
        self.shell.run("import socket; message = b'abc'")
        self.shell.see_line()
        self.complete(":hex mess", ":hex message")
        self.complete(":help socket.create_s", ":help socket.create_server(")

    def test_sockets(self):
        self.shell.run("import socket; listening = socket.socket(); other = 3")
        self.shell.see_line()
        self.complete(":journal lis", ":journal listening")
        self.complete(":journal oth", ":journal oth")

    def test_files(self):
        folder = pathlib.Path("folder-of-files")
        folder.mkdir(exist_ok=True)
        (folder / "session-one.txt").write_text("")
        self.complete(":save folder-of", ":save folder-of-files/")
        self.complete(":save folder-of-files/sess", ":save folder-of-files/session-one.txt")
        self.complete(f":save! {folder.resolve()}/ses", f":save! {folder.resolve()}/session-one.txt")


class InPipe(unittest.TestCase):
    def test_they_work(self):
        out, error = in_pipe(":hex b'a'\n:foo\n1 + 1\n:help pass\n")
        self.assertEqual(out, "00000000  61                                                |a|\n1 byte\n2\n"
                              "pass\n    Does nothing, where a block needs a statement.\n")
        self.assertEqual(error, "There is no command :foo. :help lists those there are.\n")

    def test_nothing_is_dim_or_in_place(self):
        out, error = in_pipe("import socket\ns = socket.socket()\n:sockets -w\n:help\n1\n", {"TERM": "xterm"})
        self.assertNotIn("\x1b", out + error)
        self.assertEqual(out.split("\n")[-2], "1")
        self.assertIn("CLOSED", out)

    def test_without_memory(self):
        text = ("import socket\ns = socket.socket()\nx = []\nwhile True: x.append(bytearray(1000))\n\nwhile True: x.append(bytes(10))\n\n"
                ":sockets\n:help accept\n:help nothing.such\n:journal\n:foo\n1 + 1\n")
        done = run_typed([CAUSETTE, "--memory=30M", "-i"], input=text, capture_output=True, text=True, timeout=SECONDS, check=False,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("This shell has no socket", done.stdout)
        said_nothing = done.stderr.count("MemoryError") - 2  # behind those of the two loops: a command that found no memory at all
        self.assertTrue("There is no command :foo." in done.stderr or said_nothing > 0, done.stderr)

    def test_a_program_has_none(self):
        done = subprocess.run([CAUSETTE, "-c", ":help"], capture_output=True, text=True, timeout=SECONDS, check=False)
        self.assertIn("SyntaxError: invalid syntax", done.stderr)

    def test_a_pipe_has_none(self):
        """Nor does it lose what stands behind an interruption."""
        text = ":help\nraise KeyboardInterrupt\nprint(1)\n"
        done = subprocess.run([CAUSETTE, "-i"], input=text, capture_output=True, text=True, timeout=SECONDS, check=True)
        self.assertEqual(done.stdout, "1\n")
        self.assertIn("SyntaxError: invalid syntax", done.stderr)
        self.assertIn("KeyboardInterrupt", done.stderr)


if __name__ == "__main__":
    main()
