#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A traced program is itself: its input, output, signals, job control and status are as without the trace."""

import os
import signal
import socket
import subprocess
import sys
import unittest

sys.path.append(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "shell"))

from _programs import CAUSETTE, SECONDS, build, trace
from _terminal import Terminal


def serve(program, *words, **options):
    return subprocess.Popen([*words, program, "1", "0"], stdout=subprocess.PIPE, text=True, **options)


class Ends(unittest.TestCase):
    def test_status(self):
        for status in 0, 1, 3, 77, 255:
            self.assertEqual(trace("sh", "-c", f"exit {status}").returncode, status)

    def test_signals(self):
        for name in "TERM", "KILL", "ABRT", "PIPE", "SEGV":
            self.assertEqual(trace("sh", "-c", f"kill -{name} $$").returncode, -getattr(signal, "SIG" + name), name)

    def test_not_there(self):
        for name, status in (("./nothing", 127), ("nothing-of-that-name", 127), ("/etc/passwd", 126)):
            done = trace(name)
            self.assertEqual(done.returncode, status, name)
            self.assertEqual(done.stderr.count("\n"), 1)
            self.assertIn(f"cannot run '{name}'", done.stderr)

    def test_forgotten_folder(self):
        with open("program", "w", encoding="ascii"):
            pass
        self.assertEqual(trace("program").stderr.splitlines(), ["causette: cannot run 'program': No such file or directory",
                                                                 "It is in no folder of PATH, but here: put ./ before its name."])

    def test_names_are_shown_escaped(self):
        for words in (("./no\x1b[2J",), ("-o", "no\x1b[2J/x", "true"), ("--po\x1b[2J", "true")):
            self.assertNotIn("\x1b", trace(*words).stderr)

    def test_usage(self):
        for words in ((), ("-p", "x"), ("-p", "1", "ls"), ("--port", "70000", "ls"), ("--nonsense", "ls")):
            self.assertEqual(trace(*words).returncode, 2, words)
        self.assertIn("usage: causette trace", trace("--help").stdout)
        self.assertEqual(trace("-p", "999999999").returncode, 2)

    def test_output(self):
        done = trace("sh", "-c", "cat; echo to standard error >&2", stdin=subprocess.PIPE)
        self.assertEqual((done.stdout, done.stderr), ("", "to standard error\n"))
        with open("input", "w+", encoding="ascii") as file:
            file.write("one\ntwo\n")
            file.flush()
            file.seek(0)
            self.assertEqual(trace("cat", stdin=file).stdout, "one\ntwo\n")

    def test_ignored_signals(self):
        """As the caller has them: SIGPIPE, and what is blocked."""
        seen = "grep -E 'SigIgn|SigBlk' /proc/self/status"
        alone = subprocess.run(["sh", "-c", seen], capture_output=True, text=True, check=True).stdout
        self.assertEqual(trace("sh", "-c", seen).stdout, alone)


class Signals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = build("echo")

    def test_attached(self):
        """Looked at, and left: it goes on."""
        with serve(self.program) as server:
            port = int(server.stdout.readline())
            with subprocess.Popen([CAUSETTE, "trace", "-p", str(server.pid)], stderr=subprocess.PIPE, text=True) as tracer:
                self.assertIn("accept(", tracer.stderr.readline())  # it waits there
                tracer.send_signal(signal.SIGINT)
                self.assertEqual(tracer.wait(SECONDS), 0)
                tracer.communicate()
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"hello")
                self.assertEqual(client.recv(5), b"hello")
            self.assertEqual(server.wait(SECONDS), 0)

    def test_killed(self):
        """The program dies with the tracer that has set a filter, and lives on where there is none."""
        for options, lives in ((), False), (("--no-filter",), True):
            with serve(self.program, CAUSETTE, "trace", *options, stderr=subprocess.DEVNULL) as tracer:
                port = int(tracer.stdout.readline())
                tracer.kill()
                tracer.wait(SECONDS)
                if lives:
                    with socket.create_connection(("127.0.0.1", port)) as client:
                        client.sendall(b"hello")
                        self.assertEqual(client.recv(5), b"hello")
                self.assertEqual(tracer.stdout.read(), "")  # the program, who holds it too, has ended

    def test_terminated(self):
        """Who ends the tracer ends the program."""
        with serve(self.program, CAUSETTE, "trace", stderr=subprocess.DEVNULL) as tracer:
            tracer.stdout.readline()
            tracer.terminate()
            self.assertEqual(tracer.wait(SECONDS), -signal.SIGTERM)
            self.assertEqual(tracer.stdout.read(), "")


class InTerminal(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.program = build("echo")

    # The signal is kept until it is asked for: it may come at any time.
    TAKES = ("import signal as s; s.pthread_sigmask(s.SIG_BLOCK, {s.SIGINT}); print('ready', flush=True);"
             "s.sigwait({s.SIGINT}); print('caught')")

    def test_waiting_line(self):
        """Drawn while it waits, and gone without a trace."""
        with Terminal("trace", self.program, "1", "0", columns=160, environment={"LC_ALL": "C.UTF-8"}) as terminal:
            terminal.see("waiting for a client on 127.0.0.1:")
            port = int(next(line for line in terminal.screen.seen() if line.isdigit()))
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"hello")
                self.assertEqual(client.recv(5), b"hello")
            self.assertEqual(terminal.end(), 0)
            self.assertNotIn("waiting for", terminal.screen.text())
            self.assertIn("= 5 b'hello'", terminal.screen.text())

    def test_interrupt(self):
        """Ctrl-C is the program's."""
        with Terminal("trace", self.program, "1", "0") as terminal:
            terminal.see("waiting for a client on")
            terminal.interrupt()
            self.assertEqual(terminal.end(), -signal.SIGINT)

    def test_interrupt_handled(self):
        with Terminal("trace", sys.executable, "-c", self.TAKES) as terminal:
            terminal.see("ready")
            terminal.interrupt()
            terminal.see("caught")
            self.assertEqual(terminal.end(), 0)

    def test_stop(self):
        """Ctrl-Z stops both, and a shell's fg lets both go on."""
        with Terminal(command=["bash", "--norc", "--noprofile", "-i"], environment={"PS1": "$ ", "LC_ALL": "C.UTF-8"},
                      columns=160) as terminal:
            terminal.see("$")
            terminal.type(f"{CAUSETTE} trace {self.program} 1 0")
            terminal.see("waiting for a client on")
            terminal.send("\x1a")
            terminal.see("Stopped")
            terminal.type("echo $((6 * 7))")
            terminal.see("42")
            terminal.type("fg")
            port = int(next(line for line in terminal.screen.seen() if line.isdigit() and len(line) > 3))
            with socket.create_connection(("127.0.0.1", port)) as client:
                client.sendall(b"hello")
                self.assertEqual(client.recv(5), b"hello")
            terminal.see("close(fd 3")
            terminal.type("echo status $?")
            terminal.see("status 0")


if __name__ == "__main__":
    unittest.main()
