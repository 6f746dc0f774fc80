#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed while a statement runs is kept, and run after it in its order."""

import socket
import unittest

from _terminal import Terminal, main, wait_until


class TypingAhead(unittest.TestCase):
    def setUp(self):
        self.shell = Terminal(columns=1000)
        self.addCleanup(self.shell.close)
        self.shell.run(":explain off")
        self.shell.run("import socket; s = socket.create_server(('127.0.0.1', 0)); order = []")
        self.port = int(self.shell.run("s.getsockname()[1]"))

    def wait_in(self, line):
        self.shell.see_line()
        self.shell.type(line)
        self.sleeps()

    def sleeps(self):
        self.shell.see_blocked()

    def connect(self):
        client = socket.create_connection(("127.0.0.1", self.port))
        self.addCleanup(client.close)
        return client

    def check(self, *wanted):
        """The prompt is back, and this has been done."""
        self.shell.see_line()
        self.assertEqual(self.shell.run("order"), repr(list(wanted)))

    def test_statements_keep_their_order(self):
        self.wait_in("con, addr = s.accept(); order.append(0)")
        self.shell.send("".join(f"order.append({i})\r" for i in range(1, 6)))
        self.connect()
        self.shell.see(">>> order.append(5)")
        self.check(0, 1, 2, 3, 4, 5)

    def test_a_block(self):
        self.wait_in("con, addr = s.accept()")
        self.shell.send("for i in range(3):\r    order.append(i)\r\rorder.append(9)\r")
        self.connect()
        self.shell.see(">>> order.append(9)")
        self.check(0, 1, 2, 9)

    def test_through_several_calls_that_wait(self):
        self.wait_in("con, addr = s.accept()")
        self.shell.send("order.append(con.recv(3))\rorder.append(con.recv(3))\rorder.append('end')\r")
        client = self.connect()
        self.shell.see(">>> order.append(con.recv(3))")
        self.sleeps()
        client.sendall(b"one")
        self.shell.wait(lambda: self.shell.screen.text().count(">>> order.append(con.recv(3))") == 2, "the second call")
        self.sleeps()
        client.sendall(b"two")
        self.shell.see(">>> order.append('end')")
        self.check(b"one", b"two", "end")

    def test_an_error_does_not_drop_the_rest(self):
        self.wait_in("con, addr = s.accept(); 1 / 0")
        self.shell.send("order.append('still')\r")
        self.connect()
        self.shell.see(">>> order.append('still')")
        self.check("still")

    def test_half_a_line_is_in_the_editor(self):
        self.wait_in("con, addr = s.accept()")
        self.shell.send("order.append('ha")
        self.shell.see("\norder.append('ha")  # the terminal has it; else the editor might be there first
        self.connect()
        self.shell.see_line("order.append('ha>>> order.append('ha")
        self.shell.send("lf')\r")
        self.check("half")

    def test_corrected_before_its_return(self):
        """The terminal's own editing: a typed backspace has its effect."""
        self.wait_in("con, addr = s.accept()")
        self.shell.send("order.append('ax\x7fb')\r")
        self.connect()
        self.shell.see(">>> order.append('ab')")
        self.check("ab")

    def test_exit_drops_the_rest(self):
        self.wait_in("con, addr = s.accept()")
        self.shell.send("exit(3)\rprint('nev' + 'er')\r")
        self.connect()
        self.assertEqual(self.shell.end(), 3)
        self.assertNotIn("never", self.shell.screen.text())

    def test_while_a_loop_computes(self):
        self.shell.run("import threading; go = []")
        self.shell.run("def wait():\r    con, _ = s.accept(); go.append(con)\r")
        self.shell.run("threading.Thread(target=wait, daemon=True).start()")
        self.shell.type("while not go: pass")
        self.shell.see_line("... ")
        self.shell.type("")
        wait_until(lambda: not self.shell.is_editing(), "the loop")
        self.shell.send("order.append('ahead')\r")
        self.shell.see("\norder.append('ahead')")
        self.connect()
        self.shell.see(">>> order.append('ahead')")
        self.check("ahead")

    def test_control_d(self):
        """The end of input, typed while a call waits, ends the shell once it is back, behind what was typed before."""
        self.wait_in("con, addr = s.accept()")
        self.shell.send("order.append(1); print('ran')\r\x04")
        self.shell.see("order.append(1); print('ran')")
        self.connect()
        self.assertEqual(self.shell.end(), 0)
        self.assertIn("\nran", self.shell.screen.text())

    def test_control_d_for_input(self):
        self.wait_in("con, addr = s.accept(); x = input('? ')")
        self.shell.send("\x04")
        self.connect()
        self.shell.see("EOFError")
        self.shell.see_line()

    def test_many_lines(self):
        """More than a terminal keeps for a reader at a time: none is lost as far as it takes them."""
        self.wait_in("con, addr = s.accept()")
        for i in range(100):
            self.shell.send(f"order.append({i})\r")
        self.connect()
        self.shell.see(">>> order.append(99)")
        self.check(*range(100))


if __name__ == "__main__":
    main()
