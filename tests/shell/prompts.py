#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sys.ps1 and sys.ps2, whatever they are, and `_`."""

import unittest

from _terminal import Terminal, converse, main, python3

EDITING = b"\x1b[?2004h"  # what the editor sends when it begins to read a line


class Prompt(unittest.TestCase):
    def open(self, *lines, **options):
        shell = Terminal(**options)
        self.addCleanup(shell.close)
        shell.run("import sys")
        for line in lines:
            shell.run(line)
        shell.see_line()
        return shell

    def set(self, shell, line, prompt):
        """Types a line; the editor has then begun anew with this prompt: an empty one is on the screen before that."""
        begun = shell.raw.count(EDITING)
        shell.type(line)
        shell.wait(lambda: shell.raw.count(EDITING) > begun, "the next line")
        shell.see_line(prompt)


class Objects(Prompt):
    """What is no str is asked for its __str__ each time."""

    def test_one_that_counts(self):
        shell = self.open("class P:\r    n = 0\r    def __str__(self): self.n += 1; return f'{self.n}> '\r")
        self.set(shell, "sys.ps1 = P()", "1> ")
        shell.type("'a'")
        shell.see_screen("1> 'a'", "'a'", "2> ")
        shell.type("")
        shell.see_screen("2> ", "3> ")

    def test_one_that_raises(self):
        """Has no prompt, as in python3."""
        shell = self.open("class P:\r    def __str__(self): return 1 / 0\r")
        self.set(shell, "sys.ps1 = P()", "")
        shell.type("1 + 1")
        shell.see_screen("1 + 1", "2", "")
        self.set(shell, "sys.ps1 = 'ok> '", "ok> ")

    def test_one_whose_str_is_no_str(self):
        shell = self.open("class P:\r    def __str__(self): return 5\r")
        self.set(shell, "sys.ps1 = P()", "")
        self.set(shell, "sys.ps1 = '> '", "> ")

    def test_one_that_waits(self):
        """The prompt comes when its __str__ has what it waited for."""
        shell = self.open("import socket; a, b = socket.socketpair(); b.send(b'first> ')",
                          "class P:\r    def __str__(self): return a.recv(10).decode()\r")
        self.set(shell, "sys.ps1 = P()", "first> ")
        shell.type("x = b.send(b'then> ')")
        shell.see_line("then> ")

    def test_ctrl_c_while_it_waits(self):
        shell = self.open("import socket; a, b = socket.socketpair()",
                          "class P:\r    def __str__(self): return a.recv(10).decode()\r")
        shell.type("sys.ps1 = P()")
        shell.see_blocked()
        shell.interrupt()
        shell.wait(shell.is_editing, "no prompt")
        self.set(shell, "sys.ps1 = '> '", "> ")

    def test_an_int_and_none(self):
        shell = self.open()
        self.set(shell, "sys.ps1 = 7", "7")
        self.set(shell, "sys.ps1 = None", "None")
        self.set(shell, "sys.ps1 = '> '", "> ")

    def test_deleted(self):
        shell = self.open()
        self.set(shell, "del sys.ps1", "")
        self.set(shell, "del sys.ps2", "")
        self.set(shell, "for i in 1, 2:", "")
        self.set(shell, "    i", "")
        shell.type("")
        shell.see_screen("for i in 1, 2:", "    i", "1", "2", "")

    def test_ps2(self):
        shell = self.open("sys.ps2 = '  | '")
        shell.type("if True:")
        shell.see_line("  | ")
        shell.type("    1")
        shell.see_screen("  |     1", "  | ")
        shell.type("")
        shell.see_screen("1", ">>> ")


class Texts(Prompt):
    """A prompt has the width that is seen: a line that wraps and its cursor are where they should be."""

    def wraps(self, line, prompt, columns=30):
        shell = self.open(columns=columns)
        shell.type(line)
        shell.see_line(prompt)
        used = len(prompt) + sum(c in "漢字" for c in prompt)
        shell.send("'" + "y" * 40)
        rest = 41 - (columns - used)
        shell.wait(lambda: shell.screen.seen(2) == [prompt + "'" + "y" * (columns - used - 1), "y" * rest]
                   and shell.screen.column == rest, "the line over two rows")
        shell.send("\x01")
        shell.wait(lambda: shell.screen.column == used and shell.screen.row == len(shell.screen.lines) - 2, "its start")
        shell.send("X")
        shell.wait(lambda: shell.screen.seen(2) == [prompt + "X'" + "y" * (columns - used - 2), "y" * (rest + 1)], "the X")
        shell.send("\x7f\x05'\r")
        shell.wait(lambda: shell.screen.seen(1) == [prompt.rstrip()], "the prompt")

    def test_plain(self):
        self.wraps("sys.ps1 = '(client) >>> '", "(client) >>> ")

    def test_colours_between_marks(self):
        self.wraps("sys.ps1='\\x01\\x1b[31m\\x02red> \\x01\\x1b[0m\\x02'", "red> ")

    def test_accents(self):
        self.wraps("sys.ps1 = 'été> '", "été> ")

    def test_wide_characters(self):
        self.wraps("sys.ps1 = '漢字> '", "漢字> ")

    def test_two_lines(self):
        shell = self.open()
        self.set(shell, "sys.ps1 = 'one\\ntwo> '", "two> ")
        shell.send("'12'\x02\x02X")
        shell.wait(lambda: shell.screen.seen(2) == ["one", "two> '1X2'"], "the line")
        shell.send("\r")
        shell.see_screen("one", "two> '1X2'", "'1X2'", "one", "two> ")

    def test_empty(self):
        shell = self.open()
        self.set(shell, "sys.ps1 = ''", "")
        shell.type("1 + 1")
        shell.see_screen("1 + 1", "2", "")

    def test_output_without_a_newline(self):
        """The prompt follows it."""
        shell = self.open()
        shell.type("print('out', end='')")
        shell.see_screen(">>> print('out', end='')", "out>>> ")


class Underscore(unittest.TestCase):
    def test_beside_python3(self):
        lines = ("5", "_ + 1", "None", "_", "x = 9", "_", "_ = 7", "9", "_", "del _", "8", "_", "import builtins; builtins._",
                 "for i in 1, 2: i", "", "_", "'a'; 'b'", "_", "1 / 0", "_", "def f(): 3", "", "f()", "_",
                 "class R:", "    def __repr__(self): return 'R()'", "", "R()", "_",
                 "class Bad:", "    def __repr__(self): return 1 / 0", "", "Bad()", "_")
        if not python3():
            self.skipTest("no python3.11 to compare with")
        self.assertEqual(converse(lines), converse(lines, python3()))

    def test_displayhook_of_the_program(self):
        lines = ("import sys", "sys.displayhook = lambda value: print('shown', value)", "5", "None",
                 "sys.displayhook = sys.__displayhook__", "6", "_", "sys.displayhook(7)",
                 "_", "def bad(value): 1 / 0", "", "sys.displayhook = bad", "8", "del sys.displayhook", "9", "x = 1")
        if not python3():
            self.skipTest("no python3.11 to compare with")
        self.assertEqual(converse(lines), converse(lines, python3()))


class Future(unittest.TestCase):
    def test_holds_for_later_lines(self):
        lines = ("def f(x: int): pass", "", "f.__annotations__", "from __future__ import annotations",
                 "def f(x: int): pass", "", "f.__annotations__", "exec('y: int'); __annotations__")
        if not python3():
            self.skipTest("no python3.11 to compare with")
        self.assertEqual(converse(lines), converse(lines, python3()))


if __name__ == "__main__":
    main()
