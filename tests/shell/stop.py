#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-Z and fg under a shell with job control; the terminal's modes are what they were, on every way out."""

import os
import pathlib
import shutil
import signal
import socket
import unittest

from _terminal import CAUSETTE, Terminal, main, process_state, wait_until

LISTENER = "import socket; s = socket.create_server(('127.0.0.1', 0)); s.getsockname()[1]"


def child_of(pid):
    """The one child of a process, once it is there."""
    path = f"/proc/{pid}/task/{pid}/children"
    wait_until(lambda: pathlib.Path(path).read_text(encoding="ascii").split(), "a child process")
    with open(path, encoding="ascii") as file:
        return int(file.read().split()[0])


class Jobs(unittest.TestCase):
    """Under bash, which keeps the terminal's modes of each job: what it sees itself is what it had."""

    def setUp(self):
        bash = shutil.which("bash")
        if not bash:
            self.skipTest("no bash here")
        self.bash = Terminal(command=[bash, "--norc", "--noprofile", "--noediting", "-i"], environment={"PS1": "$ "})
        self.addCleanup(self.bash.close)
        self.wait_for_bash()
        self.usual = self.bash.modes()

    def wait_for_bash(self):
        self.bash.wait(lambda: self.bash.screen.lines[-1].startswith("$") and self.bash.screen.column == 2, "bash's prompt")

    def start(self):
        self.bash.send(CAUSETTE + "\n")
        self.bash.see_line()
        self.pid = child_of(self.bash.pid)
        return self.bash

    def stopped(self):
        """bash has its prompt and the terminal as it was."""
        wait_until(lambda: process_state(self.pid) == "T", "stopped")
        self.bash.see("Stopped")
        self.wait_for_bash()
        self.assertEqual(self.bash.modes(), self.usual)
        self.assertFalse(self.bash.screen.modes["2004"])

    def test_while_editing(self):
        shell = self.start()
        shell.send("1 + 41x\x02")
        shell.wait(lambda: shell.screen.line() == ">>> 1 + 41x", "the line")
        for _ in range(2):
            shell.send("\x1a")
            self.stopped()
            shell.screen.lines.clear()
            shell.screen.row = shell.screen.column = 0
            shell.screen.line()
            shell.send("fg\n")
            shell.wait(lambda: shell.screen.line().rstrip() == ">>> 1 + 41x" and shell.is_editing(), "the line again")
            self.assertEqual(shell.screen.column, len(">>> 1 + 41"))
        shell.send("\x04\r")
        shell.see_screen("42", ">>> ")
        shell.wait(lambda: shell.screen.modes["2004"], "bracketed paste")
        shell.send("\x04")
        self.wait_for_bash()
        self.assertEqual(shell.modes(), self.usual)

    def test_in_a_call_that_waits(self):
        shell = self.start()
        shell.send(LISTENER + "\r")
        shell.see_screen(">>> ")
        shell.wait(lambda: shell.screen.lines[-2].isdigit(), "the port")
        port = int(shell.screen.lines[-2])
        shell.send("con, addr = s.accept()\r")
        wait_until(lambda: not shell.is_editing() and process_state(self.pid) == "S", "a call that waits")
        shell.send("\x1a")
        self.stopped()
        shell.send("fg\n")
        wait_until(lambda: process_state(self.pid) == "S", "going on")
        with socket.create_connection(("127.0.0.1", port)) as client:
            shell.see_line()
            shell.send("addr[1]\r")
            shell.see_screen(str(client.getsockname()[1]), ">>> ")

    def test_stopped_in_the_background_of_its_own_prompt(self):
        """kill -STOP cannot be caught: going on, the editor takes the terminal again."""
        shell = self.start()
        shell.send("2 +")
        shell.see_line(">>> 2 +")
        os.kill(self.pid, signal.SIGSTOP)
        wait_until(lambda: process_state(self.pid) == "T", "stopped")
        shell.see("Stopped")
        self.wait_for_bash()
        shell.send("fg\n")
        shell.wait(lambda: shell.screen.line().rstrip() == ">>> 2 +" and shell.is_editing(), "the line again")
        shell.send("2\r")
        shell.see_screen("4", ">>> ")


class Modes(unittest.TestCase):
    """The modes after the end, whatever ended it."""

    def end(self, act, status, line=""):
        with Terminal() as shell:
            shell.see_line()
            shell.send(line)
            shell.see_line(">>> " + line)
            self.assertNotEqual(shell.modes(), shell.usual_modes)
            act(shell)
            self.assertEqual(shell.end(), status)
            self.assertEqual(shell.modes(), shell.usual_modes)
            self.assertFalse(shell.screen.modes["2004"])

    def test_end_of_input(self):
        self.end(lambda shell: shell.send("\x04"), 0)

    def test_exit(self):
        self.end(lambda shell: shell.send("exit(3)\r"), 3)

    def test_terminated(self):
        self.end(lambda shell: os.kill(shell.pid, signal.SIGTERM), -signal.SIGTERM, "half a line")

    def test_hung_up(self):
        self.end(lambda shell: os.kill(shell.pid, signal.SIGHUP), -signal.SIGHUP, "half a line")

    def test_quit(self):
        """Ctrl-Backslash, as python3 does: at once."""
        self.end(lambda shell: shell.send("\x1c"), -signal.SIGQUIT, "half a line")

    def test_in_an_input(self):
        for number in signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT:
            with self.subTest(number), Terminal() as shell:
                shell.see_line()
                shell.type("input('? ')")
                shell.see_line("? ")
                os.kill(shell.pid, number)
                self.assertEqual(shell.end(), -number)
                self.assertEqual(shell.modes(), shell.usual_modes)

    def test_while_a_call_waits(self):
        """The terminal is in its usual modes then."""
        for number in signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT:
            with self.subTest(number), Terminal() as shell:
                shell.run("import time")
                shell.type("time.sleep(1000)")
                shell.see_blocked()
                self.assertEqual(shell.modes(), shell.usual_modes)
                os.kill(shell.pid, number)
                self.assertEqual(shell.end(), -number)
                self.assertEqual(shell.modes(), shell.usual_modes)

    def test_aborted(self):
        self.end(lambda shell: os.kill(shell.pid, signal.SIGABRT), -signal.SIGABRT)

    def test_os_exit_in_a_thread(self):
        """Not even this leaves the terminal without echo."""
        self.end(lambda shell: shell.send("import os, threading, time; t = threading.Thread(target=lambda: "
                                          "(time.sleep(0.05), os._exit(4))); t.start()\r"), 4)

    def test_terminal_goes_away(self):
        with Terminal() as shell:
            shell.see_line()
            shell.hang_up()
            wait_until(shell.has_ended, "the end")


if __name__ == "__main__":
    main()
