#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a thread prints while a line is typed appears above it; the line and its cursor are as they were."""

import socket
import unittest

from _terminal import SECONDS, Terminal, main

PRINTER = ("import socket, threading; c = socket.create_connection(('127.0.0.1', {port})); threading.Thread(target=lambda: "
           "[{action} for d in iter(lambda: c.recv(1000), b'')], daemon=True).start()")
START = "import work"  # PRINTER as a module: its line would fill a narrow screen


class OutputAbove(unittest.TestCase):
    def open(self, action="print(d.decode(), end='', flush=True)"):
        """A shell with a thread that prints what it is sent."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            with open("work.py", "w", encoding="utf-8") as file:
                file.write(PRINTER.format(port=server.getsockname()[1], action=action))
            self.shell = Terminal(columns=40)
            self.addCleanup(self.shell.close)
            server.settimeout(SECONDS)
            self.assertEqual(self.shell.run(START), "")
            self.client = server.accept()[0]
            self.addCleanup(self.client.close)

    def show(self, text):
        self.client.sendall(text.encode())

    def see(self, *lines, column):
        """These are the last lines, the cursor in the last but as many as stand below it."""
        screen = self.shell.screen
        self.shell.wait(lambda: screen.seen(len(lines)) == list(lines)
                        and screen.column == column, "\n".join(lines))

    def type(self, keys, *lines, column):
        self.shell.send(keys)
        self.see(*lines, column=column)

    def test_an_empty_line(self):
        self.open()
        self.show("one\ntwo\n")
        self.see(">>> import work", "one", "two", ">>>", column=4)

    def test_a_line_without_an_end(self):
        """It gets one, and what follows a line of its own."""
        self.open()
        self.type("abc", ">>> abc", column=7)
        self.show("one")
        self.see(">>> import work", "one", ">>> abc", column=7)
        self.show("two")
        self.see("one", "two", ">>> abc", column=7)

    def test_the_cursor_in_the_middle(self):
        self.open()
        self.type("'abcd'\x02\x02", ">>> 'abcd'", column=8)
        self.show("one\n")
        self.see(">>> import work", "one", ">>> 'abcd'", column=8)
        self.type("X", ">>> 'abcXd'", column=9)
        self.shell.send("\r")
        self.shell.see_screen(">>> 'abcXd'", "'abcXd'", ">>> ")

    def test_a_line_that_wraps(self):
        self.open()
        self.type("'" + "a" * 80, ">>> '" + "a" * 35, "a" * 40, "a" * 5, column=5)
        self.show("one\n")
        self.see(">>> import work", "one", ">>> '" + "a" * 35, "a" * 40, "a" * 5, column=5)

    def test_the_cursor_in_an_upper_row(self):
        self.open()
        self.type("'" + "a" * 80 + "\x01", ">>> '" + "a" * 35, "a" * 40, "a" * 5, column=4)
        self.show("one\n")
        self.see(">>> import work", "one", ">>> '" + "a" * 35, "a" * 40, "a" * 5, column=4)
        self.type("#", ">>> #'" + "a" * 34, "a" * 40, "a" * 6, column=5)

    def test_a_line_of_exactly_one_row(self):
        self.open()
        self.shell.send("'" + "a" * 35)
        self.shell.see(">>> '" + "a" * 35)
        self.show("one\n")
        self.shell.wait(lambda: "one\n>>> '" + "a" * 35 in self.shell.screen.text(), "the line below")
        self.shell.send("b'\r")
        self.shell.see_screen(">>> '" + "a" * 35, "b'", "'" + "a" * 35 + "b'", ">>> ")

    def test_long_output(self):
        self.open()
        self.type("x", ">>> x", column=5)
        self.show("y" * 95 + "\n")
        self.see(">>> import work", "y" * 40, "y" * 40, "y" * 15, ">>> x", column=5)

    def test_wide_characters(self):
        self.open()
        self.type("'漢字é'\x02\x02", ">>> '漢字é'", column=9)
        self.show("ça\n")
        self.shell.see("ça\n>>> '漢字é'")
        self.shell.send("X\r")
        self.shell.see_screen(">>> '漢字Xé'", "'漢字Xé'", ">>> ")

    def test_a_continuation(self):
        self.open()
        self.shell.type("for i in 1, 2:")
        self.shell.see_line("... ")
        self.type("    i +", "...     i +", column=11)
        self.show("one\n")
        self.see(">>> for i in 1, 2:", "one", "...     i +", column=11)
        self.shell.send(" 1\r\r")
        self.shell.see_screen("...     i + 1", "... ", "2", "3", ">>> ")

    def test_a_search(self):
        self.open()
        self.shell.run("12345")
        self.shell.send("\x1223")
        self.shell.see("`23': 12345")
        self.show("one\n")
        self.shell.wait(lambda: self.shell.screen.lines[-2:] == ["one", "(reverse-i-search)`23': 12345"], "the search")
        self.shell.send("4")
        self.shell.see("`234': 12345")
        self.shell.send("\r")
        self.shell.see_screen(">>> 12345", "12345", ">>> ")

    def test_below_an_input(self):
        self.open()
        self.shell.type("input('name? ')")
        self.shell.see_line("name? ")
        self.type("Ada", "name? Ada", column=9)
        self.show("one\n")
        self.see(">>> input('name? ')", "one", "name? Ada", column=9)
        self.shell.send("\r")
        self.shell.see_screen("name? Ada", "'Ada'", ">>> ")

    def test_errors_of_a_thread(self):
        """Standard error is made room for as well."""
        self.open(action="1 / 0")
        self.type("abc\x02", ">>> abc", column=6)
        self.show("now")
        self.shell.see("ZeroDivisionError: division by zero\n>>> abc")
        self.see("ZeroDivisionError: division by zero", ">>> abc", column=6)


if __name__ == "__main__":
    main()
