#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C and Ctrl-D, wherever they come: a traceback or a new prompt, and nothing else is lost."""

import select
import unittest

from _terminal import Terminal, main, wait_until

LISTENER = "import socket; s = socket.create_server(('127.0.0.1', 0))"
PAIR = "import socket; a, b = socket.socketpair()"
TRACEBACK = ["Traceback (most recent call last):", '  File "<stdin>", line 1, in <module>', "KeyboardInterrupt"]


class Interrupt(unittest.TestCase):
    def interrupt_call(self, shell, line, *shown):
        """Types a line, interrupts it once it waits, and compares what is shown."""
        shell.see_line()
        shell.send(line)
        shell.see_line(">>> " + line)
        shell.send("\r")
        shell.see_blocked()
        shell.interrupt()
        shell.see_screen(">>> " + line, "^C" + TRACEBACK[0], *TRACEBACK[1:], *shown, ">>> ")

    def test_accept(self):
        with Terminal() as shell:
            shell.run(":explain off")
            shell.run(LISTENER)
            shell.run("kept = [1]")
            self.interrupt_call(shell, "con, addr = s.accept()")
            self.interrupt_call(shell, "s.accept()")
            self.assertEqual(shell.run("kept, s.fileno(), 'con' in globals()"), "([1], 3, False)")
            shell.run("c = socket.create_connection(s.getsockname())")
            self.assertEqual(shell.run("s.accept()[1] == c.getsockname()"), "True")

    def test_recv(self):
        with Terminal() as shell:
            shell.run(":explain off")
            shell.run(PAIR)
            self.interrupt_call(shell, "a.recv(10)")
            self.assertEqual(shell.run("b.send(b'abc')"), "3")
            self.assertEqual(shell.run("a.recv(10)"), "b'abc'")

    def test_sleep_and_join(self):
        with Terminal() as shell:
            shell.run("import time, threading")
            self.interrupt_call(shell, "time.sleep(1000)")
            shell.run("t = threading.Thread(target=time.sleep, args=(1000,), daemon=True); t.start()")
            shell.see_line()
            line = "t.join()"
            shell.type(line)
            shell.see_blocked()
            shell.interrupt()
            shell.see("KeyboardInterrupt")
            self.assertEqual(shell.run("t.is_alive()"), "True")

    def test_busy_loop(self):
        with Terminal() as shell:
            shell.see_line()
            for line in "while True: pass", "x = sum(i for i in iter(int, 1))":
                shell.type(line)
                if line.startswith("while"):
                    shell.see_line("... ")
                    shell.type("")
                wait_until(lambda: not shell.is_editing(), "a statement that runs")
                shell.interrupt()
                shell.see("^CTraceback")
                shell.see_line()
                self.assertIn("KeyboardInterrupt", shell.screen.lines[-2])

    def test_caught_by_the_program(self):
        with Terminal() as shell:
            shell.run("import time")
            for line in "try: time.sleep(1000)", "except KeyboardInterrupt: print('caught')", "":
                prompt = ">>> " if line.startswith("try") else "... "
                shell.see_line(prompt)
                shell.send(line)
                shell.see_line(prompt + line)
                shell.send("\r")
            shell.see_blocked()
            shell.interrupt()
            shell.see_screen("^Ccaught", ">>> ")

    def test_while_a_paste_is_played(self):
        """The rest of it is dropped: the statement that runs, and those behind it."""
        with Terminal() as shell:
            shell.see_line()
            shell.send("\x1b[200~x = 1\rwhile x: pass\r\rx = 2\rx = 3\r\x1b[201~")
            shell.see("while x: pass")
            wait_until(lambda: not shell.is_editing(), "the loop")
            shell.interrupt()
            shell.see("KeyboardInterrupt")
            shell.see_line()
            self.assertEqual(shell.run("x"), "1")

    def test_what_was_typed_ahead_is_dropped(self):
        with Terminal() as shell:
            shell.run(PAIR)
            shell.type("a.recv(10)")
            shell.see_blocked()
            shell.send("print('never')\r")
            shell.see("print('never')")
            shell.interrupt()
            shell.see("KeyboardInterrupt")
            shell.see_line()
            self.assertEqual(shell.run("1"), "1")
            self.assertNotIn("\nnever", shell.screen.text())

    def test_twice(self):
        """Each at its own call."""
        with Terminal() as shell:
            shell.run("import time")
            shell.run("def f():\r    try: time.sleep(1000)\r    finally: time.sleep(1000)\r")
            shell.type("f()")
            for _ in range(2):
                shell.see_blocked()
                rows = shell.raw.count(b"^C")
                shell.interrupt()
                shell.wait(lambda: shell.raw.count(b"^C") > rows, "its echo")
            shell.see_line()
            self.assertEqual(shell.screen.text().count("KeyboardInterrupt"), 2)

    def test_many(self):
        """However many come, at whatever moment: the shell is there."""
        with Terminal() as shell:
            shell.run("import time")
            shell.see_line()
            for round_ in range(20):
                shell.send("time.sleep(0)\r" * (round_ % 3) + "\x03")
            for _ in range(20):  # one that comes late drops what was typed
                shell.send("\x15'all ' + 'here'\r")
                while select.select([shell.fd], [], [], 0.3)[0] and "'all here'" not in shell.screen.text():
                    shell.read(0)
                if "'all here'" in shell.screen.text():
                    return
            shell.fail("the shell is not there")

    def test_half_a_line(self):
        with Terminal() as shell:
            shell.see_line()
            shell.send("print('never'")
            shell.see_line(">>> print('never'")
            shell.interrupt()
            shell.see_screen(">>> print('never'", "KeyboardInterrupt", ">>> ")
            self.assertEqual(shell.run("1 + 1"), "2")

    def test_an_empty_line(self):
        with Terminal() as shell:
            shell.see_line()
            shell.interrupt()
            shell.see_screen(">>> ", "KeyboardInterrupt", ">>> ")

    def test_a_continuation(self):
        with Terminal() as shell:
            shell.see_line()
            shell.type("for i in range(3):")
            shell.see_line("... ")
            shell.type("    print(i)")
            shell.see_screen("...     print(i)", "... ")
            shell.send("    pri")
            shell.see_line("...     pri")
            shell.interrupt()
            shell.see_screen("...     pri", "KeyboardInterrupt", ">>> ")
            self.assertEqual(shell.run("'all gone'"), "'all gone'")

    def test_history_is_left_where_it_was(self):
        """Ctrl-C on a line that was fetched from the history and changed."""
        with Terminal() as shell:
            shell.run("111")
            shell.run("222")
            shell.send("\x1b[A\x1b[A")
            shell.see_line(">>> 111")
            shell.send("9")
            shell.see_line(">>> 1119")
            shell.interrupt()
            shell.see_screen(">>> 1119", "KeyboardInterrupt", ">>> ")
            shell.send("\x1b[A")
            shell.see_line(">>> 222")
            shell.send("\x1b[A")
            shell.see_line(">>> 111")

    def test_a_search(self):
        with Terminal() as shell:
            shell.run("12345")
            shell.send("\x12234")
            shell.see("234': 12345")
            shell.interrupt()
            shell.see("KeyboardInterrupt")
            shell.see_line()
            self.assertEqual(shell.run("1"), "1")


class EndOfInput(unittest.TestCase):
    def test_leaves_on_an_empty_line(self):
        with Terminal() as shell:
            shell.see_line()
            shell.send("\x04")
            self.assertEqual(shell.end(), 0)
            self.assertTrue(shell.raw.endswith(b"\n"), shell.raw[-20:])

    def test_deletes_inside_a_line(self):
        with Terminal() as shell:
            shell.see_line()
            shell.send("12\x01\x04\r")
            shell.see_screen(">>> 2", "2", ">>> ")

    def test_inside_a_block(self):
        """As if an empty line had been typed."""
        with Terminal() as shell:
            shell.see_line()
            shell.type("for i in 1, 2:")
            shell.see_line("... ")
            shell.type("    i")
            shell.see_screen("...     i", "... ")
            shell.send("\x04")
            shell.see_screen("... ", "1", "2", ">>> ")

    def test_inside_a_bracket(self):
        with Terminal() as shell:
            shell.see_line()
            shell.type("f(1,")
            shell.see_line("... ")
            shell.send("\x04")
            shell.see("SyntaxError: '(' was never closed")
            self.assertEqual(shell.run("1"), "1")

    def test_a_statement_goes_on_to_its_end(self):
        """The end that is typed ahead is the end of the shell, not of the call."""
        with Terminal() as shell:
            shell.run(PAIR)
            shell.run("import threading, time")
            shell.type("a.recv(1)")
            shell.see_blocked()
            shell.send("\x04")
            shell.interrupt()
            shell.see("KeyboardInterrupt")


class Gathered(unittest.TestCase):
    def test_what_was_gathered_is_lost(self):
        """As in python3, and the note says so."""
        for call, option in ("a.recv(9, socket.MSG_WAITALL)", 1), ("a.recv(9)", 9):
            with self.subTest(call), Terminal() as shell:
                shell.run("import socket; a, b = socket.socketpair()")
                shell.run(f"a.setsockopt(socket.SOL_SOCKET, socket.SO_RCVLOWAT, {option}); b.send(b'abc')")
                shell.type(call)
                shell.see_blocked()
                shell.interrupt()
                shell.see("is lost, if anything had come")


if __name__ == "__main__":
    main()
