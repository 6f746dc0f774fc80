#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terminals of every kind: without escape sequences, narrow, of unknown size, resized; keys that are no text."""

import unittest

from _terminal import Terminal, converse, main, python3


class Kinds(unittest.TestCase):
    def works(self, **environment):
        with Terminal(environment=environment) as shell:
            shell.see_line()
            shell.send("'abc'\x02\x02X\r")
            shell.see_screen(">>> 'abXc'", "'abXc'", ">>> ")
            shell.type("for i in 1, 2:")
            shell.see_line("... ")
            shell.type("    i")
            shell.see_screen("...     i", "... ")
            shell.type("")
            shell.see_screen("... ", "1", "2", ">>> ")
            return shell.raw

    def test_dumb(self):
        """Not one escape sequence."""
        self.assertNotIn(b"\x1b", self.works(TERM="dumb"))

    def test_no_term(self):
        self.assertNotIn(b"\x1b", self.works(TERM=None))
        self.assertNotIn(b"\x1b", self.works(TERM=""))

    def test_unknown(self):
        self.works(TERM="no-such-terminal")

    def test_others(self):
        for name in "xterm-256color", "linux", "screen", "vt100":
            with self.subTest(name):
                self.works(TERM=name)

    def test_locale_without_utf8(self):
        """The notation is UTF-8 whatever the locale says."""
        for locale in "C", "POSIX", "no_SUCH.locale":
            with self.subTest(locale), Terminal(environment={"LC_ALL": locale}) as shell:
                shell.see_line()
                shell.send("'aéé漢\x7f\x7fb'\r")
                shell.see_screen(">>> 'aéb'", "'aéb'", ">>> ")

    def test_output_above_in_a_dumb_one(self):
        with Terminal(environment={"TERM": "dumb"}) as shell:
            shell.run("import threading, socket; a, b = socket.socketpair()")
            shell.run("t = threading.Thread(target=lambda: print(a.recv(9)), daemon=True); t.start()")
            shell.type("t2 = b.send(b'x'); input('? ')")
            shell.see("b'x'")
            shell.see_line("? ")


class Sizes(unittest.TestCase):
    def works(self, columns, rows=30):
        with Terminal(columns=columns, rows=rows) as shell:
            shell.wait(shell.is_editing, "the editor")
            shell.send("x = '" + "y" * 60 + "'\x01\x06\x0bz = len('" + "y" * 60 + "')\r")
            shell.send("xz = 70 + z if False else 5\r\x15assert xz == 5; print('go', 'od')\r")
            shell.wait(lambda: "NameError" in self.joined(shell) or "good" in self.joined(shell).replace(" ", ""), "an answer")
            shell.send("\x15")
            shell.send("exit(7)\r")
            self.assertEqual(shell.end(), 7)

    @staticmethod
    def joined(shell):
        return "".join(shell.screen.seen())

    def test_narrow(self):
        for columns in 20, 5, 4, 2, 1:
            with self.subTest(columns):
                self.works(columns)

    def test_one_row(self):
        self.works(20, 1)

    def wide(self, shell):
        """Wide and combining characters, typed, deleted, moved over, killed and brought back: the line holds what was typed."""
        shell.send("x = '漢e\u0301字\u0301👩' + '" + "漢字" * 9 + "'\x7f\x7f\x7f字'")
        shell.send("\x01\x06\x06\x06\x06\x06\x04漢\x06\u0301\x14\x14\x0b\x19\x05\x17\x19\x02\x02\x05\x0c\r")
        shell.send("import sys; sys.ps1 = '漢e\u0301> '\r'漢字'\x02\x7fe\u0301\r")
        shell.send("exit(7 if '漢' in x and x.endswith('字字') else 1)\r")
        self.assertEqual(shell.end(), 7)

    def test_wide_characters_without_room(self):
        for columns, rows in (1, 1), (2, 1), (3, 1), (3, 2), (4, 1), (5, 3), (80, 1):
            for term in "xterm", "dumb":
                with self.subTest(columns=columns, rows=rows, term=term):
                    with Terminal(columns=columns, rows=rows, environment={"TERM": term}) as shell:
                        shell.wait(shell.is_editing, "the editor")
                        self.wide(shell)

    def test_resized_to_no_room(self):
        for term in "xterm", "dumb":
            with self.subTest(term), Terminal(environment={"TERM": term}) as shell:
                shell.see_line()
                shell.send("'漢字")
                shell.see("漢字")
                for columns in 2, 3, 1, 30, 2:
                    before = len(shell.raw)
                    shell.resize(1, columns)
                    shell.send("漢")
                    shell.wait(lambda: len(shell.raw) > before, "something drawn")
                shell.send("\x15")
                self.wide(shell)

    def test_no_size(self):
        """0 by 0, as serial lines have it: taken for 80 columns."""
        with Terminal(columns=80) as shell:
            shell.resize(0, 0)
            shell.screen.columns = 80
            shell.see_line()
            shell.send("x = '" + "y" * 80 + "'\x01#")
            shell.wait(lambda: shell.screen.seen(2) == [">>> #x = '" + "y" * 70, "y" * 10 + "'"] and shell.screen.column == 5,
                       "the line over two rows")

    def test_twenty_columns(self):
        with Terminal(columns=20) as shell:
            shell.see_line()
            shell.send("x = '" + "y" * 40 + "'\r")
            shell.see_screen(">>> x = '" + "y" * 11, "y" * 20, "y" * 9 + "'", ">>> ")
            shell.send("x\r")
            shell.see_screen(">>> x", "'" + "y" * 19, "y" * 20, "y'", ">>> ")

    def test_a_line_longer_than_the_screen(self):
        with Terminal(columns=20, rows=5) as shell:
            shell.see_line()
            shell.send("x = '" + "y" * 400 + "'\r")
            shell.see_line()
            shell.send("x = '" + "y" * 400 + "'\x01y\x06\x06\x06\x0blen(x)\r")
            shell.send("\x15len(x)\r")
            shell.wait(lambda: "400" in shell.screen.seen(), "its length")

    def test_resized_while_a_line_is_typed(self):
        with Terminal(columns=80) as shell:
            shell.see_line()
            shell.send("x = '" + "y" * 50)
            shell.see_line(">>> x = '" + "y" * 50)
            shell.resize(30, 40)
            shell.send("z")
            shell.see("yz")
            shell.resize(30, 100)
            shell.send("'; len(x)\r")
            shell.wait(lambda: "51" in shell.screen.seen(), "the length")
            shell.send("\x15")
            self.assertEqual(shell.run("1"), "1")

    def test_resized_while_a_call_waits(self):
        """The next line knows the size."""
        with Terminal(columns=80) as shell:
            shell.run("import socket; a, b = socket.socketpair()")
            shell.type("a.recv(1)")
            shell.see_blocked()
            shell.resize(30, 20)
            shell.interrupt()
            shell.see("KeyboardInterrupt")
            shell.see_line()
            shell.send("'" + "y" * 30)
            shell.wait(lambda: shell.screen.seen(2) == [">>> '" + "y" * 15, "y" * 15], "two rows")


class Keys(unittest.TestCase):
    """As python3 takes them, in the same terminal."""

    def same(self, *lines):
        ours = converse(lines)
        if python3():
            self.assertEqual(ours, converse(lines, python3()))
        return "\n".join(ours)

    def test_nul(self):
        self.assertIn("'ab'", self.same("'a\x00b'", "1"))

    def test_emoji_and_combining_characters(self):
        """Backspace takes a whole character."""
        shown = self.same("'a😀é\x7f\x7fb'", "'e\u0301\x7fx'", "'漢字\x7f'", "'ab😀cd\x02\x02\x7f'", "'👍🏽\x7f'", "len('\U0001f468\u200d\U0001f469')")
        self.assertIn("'ab'\n", shown)

    def test_control_keys(self):
        self.same("'abc'\x01#\x05d", "'a b'\x17'c'", "'abc'\x15'd'", "'ab'\x02\x02\x14\x05", "'x'\x0b", "'x'\x01\x0b'y'\x19")

    def test_tabs_and_spaces(self):
        self.same("if 1:", "\x16\t1", "        2", "", "if 1:", "        1", "\x16\t2", "", "if 1:", "\x16\t1", "\x16\t2", "")

    def test_bytes_that_are_no_utf8(self):
        """A SyntaxError that says so, and the shell goes on."""
        for data in b"'a\xffb'", b"'\xc3(\xe2\x82x'", b"\x80 = 1":
            with self.subTest(data), Terminal() as shell:
                shell.see_line()
                shell.send(data + b"\r")
                shell.see("SyntaxError: (unicode error) 'utf-8' codec can't decode byte 0x")
                self.assertEqual(shell.run("1"), "1")

    def test_bytes_that_are_no_utf8_elsewhere(self):
        """In an answer to input(), before Tab, in a search, in a command: nothing ends the shell."""
        with Terminal() as shell:
            shell.see_line()
            shell.type("input()")
            shell.see_line("")
            shell.send(b"a\xffb\r")
            shell.see("'a\\udcffb'")
            shell.see_line()
            for typed in b"\xff.\t", b"a\xff\t\t", b"d['\xff\t", b"a\xff['x\t", b"import \xff\t", b"\x12\xff\x07", b":\xff\t":
                shell.send(typed + b"\x15")
            for typed in b":\xff\r", b":help \xff\r", b":hex \xff\r", b":save \xff/\xff\r":
                shell.send(typed)
            shell.send(b"\x1b[200~\xff\xfe\x1b[201~\x15")
            shell.send("'the ' + 'end'\r")
            shell.see("'the end'")
            self.assertEqual(shell.run("1"), "1")

    def test_half_characters_in_names(self):
        """Lone surrogates, which have no UTF-8, in what could be completed."""
        with Terminal() as shell:
            shell.run("d = {'a\\udc80': 1}; globals()['b\\udc80'] = 2; import sys")
            for typed in "d['a\t", "b\t", "d['a\t\t":
                shell.send(typed + "\x15")
            shell.type("sys.ps1 = 'p\\udc80> '")
            shell.wait(lambda: shell.screen.line().startswith("p") and shell.is_editing(), "the prompt")
            shell.type("sys.ps1 = '>>> '")
            shell.see_line()
            self.assertEqual(shell.run("1"), "1")

    def test_unclosed_brackets_and_strings(self):
        for first in "f(1,", "'''abc", "[", "{1: (", "x = [", "def f(", 'f"""{':
            with self.subTest(first), Terminal() as shell:
                shell.see_line()
                shell.type(first)
                shell.see_line("... ")
                shell.send("more")
                shell.see_line("... more")
                shell.interrupt()
                shell.see_screen("... more", "KeyboardInterrupt", ">>> ")
                self.assertEqual(shell.run("1 + 1"), "2")

    def test_a_hundred_kilobytes_at_once(self):
        with Terminal() as shell:
            shell.see_line()
            shell.send("\x1b[200~x = '" + "y" * 100_000 + "'\x1b[201~\r")
            shell.wait(lambda: shell.screen.row > 1000, "the line")
            self.assertEqual(shell.run("len(x)"), "100000")


if __name__ == "__main__":
    main()
