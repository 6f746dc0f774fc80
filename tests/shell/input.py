#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""input() at the prompt: edited as a statement is, and one line at a time whoever asks."""

import unittest

from _terminal import Terminal, main

ERROR = "Traceback (most recent call last):", '  File "<stdin>", line 1, in <module>'


class Input(unittest.TestCase):
    def setUp(self):
        self.shell = Terminal()
        self.addCleanup(self.shell.close)
        self.shell.see_line()

    def ask(self, line, prompt):
        """Types a statement that asks, and waits for its prompt."""
        self.shell.see_line()
        self.shell.type(line)
        self.shell.see_line(prompt)

    def answer(self, keys, *shown):
        self.shell.send(keys)
        self.shell.see_screen(*shown)

    def test_a_prompt(self):
        self.ask("x = input('name? ')", "name? ")
        self.answer("Ada\r", "name? Ada", ">>> ")
        self.assertEqual(self.shell.run("x"), "'Ada'")

    def test_no_prompt(self):
        self.ask("input()", "")
        self.answer("é漢\r", "é漢", "'é漢'", ">>> ")

    def test_any_object_as_prompt(self):
        self.ask("input([1])", "[1]")
        self.answer("\r", "[1]", "''", ">>> ")

    def test_a_prompt_of_two_lines(self):
        self.ask("input('one\\ntwo ')", "two ")
        self.answer("a\r", "one", "two a", "'a'", ">>> ")

    def test_behind_what_was_printed(self):
        self.ask("print('out'); input('? ')", "? ")
        self.answer("a\r", "out", "? a", "'a'", ">>> ")

    def test_editing(self):
        self.ask("input('? ')", "? ")
        self.answer("Ada\x01\x1b[CX\x7fY\x05!\r", "? AYda!", "'AYda!'", ">>> ")

    def test_the_history_keeps_the_answer(self):
        """As in python3."""
        self.ask("input('? ')", "? ")
        self.answer("'Ada'\r", "? 'Ada'", '"\'Ada\'"', ">>> ")
        self.shell.send("\x1b[A")
        self.shell.see_line(">>> 'Ada'")

    def test_the_history_can_be_asked(self):
        self.shell.run("12345")
        self.ask("input('? ')", "? ")
        self.shell.send("\x1b[A\x1b[A")
        self.shell.see_line("? 12345")
        self.answer("\r", "? 12345", "'12345'", ">>> ")

    def test_ctrl_c(self):
        self.ask("x = input('? ')", "? ")
        self.shell.send("half")
        self.shell.see_line("? half")
        self.shell.interrupt()
        self.shell.see_screen("? half", *ERROR, "KeyboardInterrupt", ">>> ")
        self.assertEqual(self.shell.run("'x' in globals()"), "False")

    def test_ctrl_c_that_is_caught(self):
        self.shell.run("def ask(p):\r    try: return input(p)\r    except KeyboardInterrupt: return input('again? ')\r")
        self.ask("ask('? ')", "? ")
        self.shell.interrupt()
        self.shell.see_line("again? ")
        self.answer("a\r", "? ", "again? a", "'a'", ">>> ")

    def test_ctrl_d(self):
        self.ask("x = input('? ')", "? ")
        self.answer("\x04", "? ", *ERROR, "EOFError", ">>> ")
        self.assertEqual(self.shell.run("1"), "1")

    def test_ctrl_d_behind_text(self):
        """Deletes, as in a statement."""
        self.ask("input('? ')", "? ")
        self.answer("ab\x01\x04\x04c\r", "? c", "'c'", ">>> ")

    def test_typed_ahead(self):
        self.shell.send("x = input('? ')\rAda\rx\r")
        self.shell.see_screen(">>> x = input('? ')", "? Ada", ">>> x", "'Ada'", ">>> ")

    def test_pasted(self):
        self.shell.send("\x1b[200~x = input('? ')\rAda\rx\r\x1b[201~")
        self.shell.see_screen(">>> x = input('? ')", "? Ada", ">>> x", "'Ada'", ">>> ")

    def test_pasted_transcript(self):
        """What stands below the prompt was shown: the answer is typed."""
        self.shell.send("\x1b[200~>>> x = input('? ')\r? Ada\r>>> x\r'Ada'\r\x1b[201~")
        self.shell.see_line("? ")
        self.answer("Bob\r", ">>> x = input('? ')", "? Bob", ">>> x", "'Bob'", ">>> ")

    def test_lines_in_a_loop(self):
        self.ask("[input(i) for i in range(3)]", "0")
        self.answer("a\rb\rc\r", "0a", "1b", "2c", "['a', 'b', 'c']", ">>> ")

    def test_other_streams(self):
        """Where sys.stdin is something else, it is asked."""
        self.shell.run("import sys")
        self.shell.run("class In:\r    def readline(self): return 'from here\\n'\r")
        self.shell.run("sys.stdin = In()")
        self.assertEqual(self.shell.run("input()"), "'from here'")
        self.shell.run("sys.stdin = sys.__stdin__")
        self.ask("input('? ')", "? ")
        self.answer("a\r", "? a", "'a'", ">>> ")


class Threads(unittest.TestCase):
    def setUp(self):
        self.shell = Terminal()
        self.addCleanup(self.shell.close)
        self.shell.run(":explain off")
        self.shell.run("import threading, socket, time; a, b = socket.socketpair()")
        self.shell.run("def asking(p): threading.Thread(target=lambda: print([input(p)]), daemon=True).start()\r")

    def test_asks_before_the_prompt(self):
        shell = self.shell
        shell.type("asking('T? ')")
        shell.see_line("T? ")
        shell.send("a\r")
        shell.see_screen("T? a", "['a']", ">>> ")
        self.assertEqual(shell.run("1"), "1")

    def test_asks_while_a_statement_waits(self):
        shell = self.shell
        shell.type("asking('T? '); a.recv(10)")
        shell.see_line("T? ")
        shell.send("hello\r")
        shell.see_screen("T? hello", "['hello']", "")
        shell.see_blocked()
        shell.interrupt()
        shell.see("KeyboardInterrupt")
        shell.see_line()

    def test_interrupt_is_for_the_statement(self):
        """The thread's line is still there, below the traceback; the prompt comes after it."""
        shell = self.shell
        shell.type("asking('T? '); a.recv(10)")
        shell.see_line("T? ")
        shell.send("hel")
        shell.see_line("T? hel")
        shell.interrupt()
        shell.see_screen(*ERROR, "KeyboardInterrupt", "T? hel")
        shell.send("lo\r")
        shell.see_screen("T? hello", "['hello']", ">>> ")

    def test_interrupt_takes_the_turn(self):
        """Where no statement runs, Ctrl-C brings the prompt; the thread asks again after its line."""
        shell = self.shell
        shell.type("asking('T? ')")
        shell.see_line("T? ")
        shell.send("half")
        shell.see_line("T? half")
        shell.interrupt()
        shell.see_screen("T? half", "KeyboardInterrupt", ">>> ")
        shell.send("1 + 1\r")
        shell.see_screen(">>> 1 + 1", "2", "T? ")
        shell.send("whole\r")
        shell.see_screen("T? whole", "['whole']", ">>> ")

    def test_two_ask(self):
        shell = self.shell
        shell.type("asking('A? '); asking('B? ')")
        shell.see_line("A? ")
        shell.send("1\r")
        shell.see_screen("A? 1", "['1']", "B? ")
        shell.send("2\r")
        shell.see_screen("B? 2", "['2']", ">>> ")


if __name__ == "__main__":
    main()
