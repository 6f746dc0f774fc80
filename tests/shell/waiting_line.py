#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A call that waits says so in one line below the cursor, and the line is gone without a trace when the call returns."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import unittest

from _terminal import CAUSETTE, SECONDS, Terminal, main, wait_until, work_seconds

LISTEN = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1])"


class Case(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.environment = {"XDG_RUNTIME_DIR": folder.name, "LANG": "C.UTF-8", "LC_ALL": None, "LC_MESSAGES": None}

    def open(self, **options):
        environment = {**self.environment, **options.pop("environment", {})}
        shell = Terminal(environment=environment, **options)
        self.addCleanup(shell.close)
        return shell

    def listen(self, **options):
        """A shell with a listener `s`; the shell and the listener's port."""
        shell = self.open(**options)
        return shell, int(shell.run(LISTEN).split()[-1])

    def accept(self, **options):
        """A shell that is in accept(), and the port."""
        shell, port = self.listen(**options)
        shell.type("con, addr = s.accept()")
        return shell, port

    def connect(self, port):
        client = socket.create_connection(("127.0.0.1", port))
        self.addCleanup(client.close)
        return client


class WaitingLine(Case):
    def test_accept(self):
        shell, port = self.accept()
        shell.see(f"\n\n# waiting for a client on 127.0.0.1:{port} (")
        self.assertEqual(shell.screen.column, 0)
        self.assertEqual(shell.screen.row, len(shell.screen.lines) - 2)
        begun = shell.see_raw(b"(Ctrl-C to give up)")
        shell.see_raw(b"(for 1 s; Ctrl-C to give up)", begun)
        self.connect(port)
        shell.see_screen(">>> con, addr = s.accept()", ">>> ")

    def test_weight(self):
        """What is faint cannot be read on a projector."""
        shell, _ = self.accept()
        shell.see("# waiting")
        self.assertNotIn(b"\x1b[2m", shell.raw)

    def test_no_color(self):
        shell, _ = self.accept(environment={"NO_COLOR": "1"})
        shell.see("# waiting")
        self.assertNotIn(b"\x1b[2m", shell.raw)

    def test_french(self):
        for settings in {"LANG": "fr_FR.UTF-8"}, {"LC_ALL": "fr_CA"}, {"LANG": "de_DE.UTF-8", "LANGUAGE": "de:fr:en"}:
            shell, port = self.accept(environment=settings)
            shell.see(f"# en attente d'un client sur 127.0.0.1:{port} (Ctrl-C pour abandonner)")

    def test_other_languages_read_english(self):
        for settings in {"LANG": "xx_XX"}, {"LC_ALL": "C", "LANGUAGE": "fr"}, {"LANGUAGE": "en:fr", "LANG": "fr_FR"}:
            shell, _ = self.accept(environment=settings)
            shell.see("# waiting for a client")

    def test_the_shortest_wait_says_nothing(self):
        shell, port = self.listen()
        client = self.connect(port)
        shell.run("con, addr = s.accept()")
        client.send(b"x")
        shell.run("import time; time.sleep(0.05); con.recv(1)")
        self.assertNotIn(b"# ", shell.raw)

    def test_what_is_typed_ahead_stays(self):
        shell, port = self.accept(columns=120)
        shell.see("# waiting")
        shell.send("print('a")
        shell.see("print('a\n# waiting")
        shell.send("b')\n")
        shell.see("print('ab')\n\n# waiting")
        shell.see("; what you type runs afterwards; Ctrl-C to give up)")
        shell.send("'half")
        shell.see("'half\n# waiting")
        self.connect(port)
        shell.see_screen(">>> con, addr = s.accept()", "print('ab')", "'half>>> print('ab')", "ab", ">>> 'half")

    def test_a_narrow_line_keeps_ctrl_c(self):
        """The seconds go first, then what is said of typing ahead."""
        french = {"LC_ALL": "fr_FR.UTF-8"}
        for columns, ending in (130, "ce que vous tapez sera exécuté après ; Ctrl-C pour abandonner)"), \
                (110, "(ce que vous tapez sera exécuté après ; Ctrl-C pour abandonner)"), \
                (80, "(Ctrl-C pour abandonner)"):
            shell, port = self.accept(columns=columns, environment=french)
            shell.see("# en attente")
            shell.send("3\n")
            shell.see("s ; ce que vous" if columns == 130 else ending)
            shell.see(ending)

    def test_interrupt(self):
        shell, _ = self.accept()
        shell.see("# waiting")
        shell.interrupt()
        shell.see_line()
        self.assertIn("""
>>> con, addr = s.accept()
^CTraceback (most recent call last):
  File "<stdin>", line 1, in <module>
KeyboardInterrupt
""", shell.screen.text())
        self.assertNotIn("# waiting", shell.screen.text())

    def test_output_of_a_thread(self):
        """What it prints stands where the cursor was; the line is below it again."""
        shell, port = self.listen()
        shell.run("import threading; go = threading.Lock(); go.acquire()")
        shell.run("threading.Thread(target=lambda: (go.acquire(), print('one'), print('two', end='', flush=True))).start()")
        shell.run("threading.Thread(target=lambda: (s.accept(), go.release())).start()")
        shell.type("import time; time.sleep(1000)")
        shell.see("# sleeping")
        self.connect(port)
        shell.see("\none\ntwo\n# sleeping")
        shell.interrupt()
        shell.see("two^CTraceback")
        shell.see_line()
        self.assertNotIn("# sleeping", shell.screen.text())

    def test_the_foot_of_the_screen(self):
        """There is always room for it; what scrolls away is what would have, one line sooner."""
        shell, port = self.listen(rows=4)
        shell.run("for i in range(9): print(i)\n")
        shell.type("con, addr = s.accept()")
        shell.see("# waiting")
        self.connect(port)
        shell.see_screen(">>> con, addr = s.accept()", ">>> ")

    def test_a_line_that_is_full(self):
        """The terminal would forget that the next character wraps: so nothing is drawn until it has."""
        shell, port = self.listen(columns=60)
        for text in "x" * 60, "\\u3042" * 30:
            shell.run("import threading; go = threading.Lock(); go.acquire()")
            shell.run("threading.Thread(target=lambda: (s.accept(), print('y', end='', flush=True))).start()")
            shell.type(f"print('{text}', end='', flush=True); go.acquire()")
            start = len(shell.raw)
            self.assertTrue(shell.read_for(0.6))
            self.assertNotIn(b"# ", shell.raw[start:])
            self.connect(port)
            shell.see("y\n# waiting for another thread")
            self.assertEqual(shell.screen.text().split("\n")[-2], "y")
            shell.interrupt()

    def test_held_back(self):
        """Ctrl-S: tasks go on; nothing is drawn, and nothing stands still for it."""
        shell, port = self.listen()
        shell.run("import threading; threading.Thread(target=lambda: s.accept()[0].send(b'on')).start()")
        shell.type("import time; time.sleep(1000)")
        shell.see("# sleeping")
        self.hold_back(shell)
        start = len(shell.raw)
        shell.read_for(1.5)
        self.assertEqual(shell.raw[start:], b"")
        self.assertEqual(self.connect(port).recv(2), b"on")
        self.assertLess(work_seconds(shell.pid), 1)
        shell.send("\x11")
        shell.wait(lambda: re.search(r"\(for ([2-9]|\d\d+) s of", shell.screen.text()), "how long it sleeps now")
        self.hold_back(shell)
        os.kill(shell.pid, signal.SIGTERM)
        self.assertEqual(shell.end(), -signal.SIGTERM)

    def hold_back(self, shell):
        """Ctrl-S; and what had been written before it is read."""
        shell.send("\x13")
        wait_until(lambda: not select.select([], [shell.theirs], [], 0)[1], "the terminal takes no output")
        while select.select([shell.fd], [], [], 0)[0]:
            shell.read(0)

    def test_no_room(self):
        for rows, columns in (1, 60), (24, 5):
            shell, port = self.listen(rows=rows, columns=60)
            shell.type("con, addr = s.accept()")
            shell.resize(rows, columns)
            start = len(shell.raw)
            shell.read_for(0.6)
            self.assertNotIn(b"\x1bD", shell.raw[start:])
            shell.resize(24, 60)
            shell.see("# waiting for a client")
            self.connect(port)
            shell.see_line()

    def test_a_narrow_terminal(self):
        shell, port = self.accept(columns=30)
        shell.see("# waiting for a client on ...")
        shell.resize(24, 60)
        shell.see(f"# waiting for a client on 127.0.0.1:{port} (for ")
        shell.see("...")
        self.assertEqual(shell.screen.text().count(">>>"), 2)
        self.connect(port)
        shell.see_line()
        self.assertNotIn("# ", shell.screen.text())

    def test_a_dumb_terminal(self):
        shell, port = self.listen(environment={"TERM": "dumb"})
        shell.run("import threading; threading.Timer(0.6, print, ('late',)).start()")
        shell.type("con, addr = s.accept()")
        shell.see("late")
        self.connect(port)
        shell.see_line()
        self.assertNotIn(b"# ", shell.raw)

    def test_no_terminal(self):
        code = LISTEN + "; s.settimeout(0.6)\ntry: s.accept()\nexcept TimeoutError: print('late')\n"
        run = subprocess.run([CAUSETTE, "-i"], input=code + "\n", capture_output=True, text=True, timeout=SECONDS)
        self.assertIn("late", run.stdout)
        self.assertNotIn("#", run.stdout + run.stderr)

    def test_recv(self):
        shell, port = self.listen()
        client = self.connect(port)
        shell.run("con, addr = s.accept()")
        shell.type("con.recv(7)")
        shell.see_raw(b"# waiting for bytes from 127.0.0.1:%d (Ctrl-C to give up)" % client.getsockname()[1])
        client.send(b"Bonjour")
        shell.see_screen(">>> con.recv(7)", "b'Bonjour'", ">>> ")

    def test_a_timeout(self):
        shell, port = self.listen()
        shell.run("s.settimeout(2)")
        shell.type("s.accept()")
        shell.see_raw(b"(for 1 s of 2 s; Ctrl-C to give up)")
        shell.see("TimeoutError: timed out")
        shell.see_line()
        self.assertNotIn("# waiting", shell.screen.text())

    def test_both_sides_wait(self):
        server, port = self.listen()
        client = self.open()
        client.run(f"import socket; c = socket.create_connection(('127.0.0.1', {port}))")
        server.run("con, addr = s.accept()")
        server.type("con.recv(7)")
        server.see("# waiting for bytes from")
        client.type("c.recv(7)")
        client.see("# both sides wait and neither sends")
        server.see("# both sides wait and neither sends")
        client.interrupt()
        client.see_line()
        server.see("# waiting for bytes from")
        client.run("c.send(b'Bonjour')")
        server.see_screen("b'Bonjour'", ">>> ")

    def test_both_sides_wait_in_one_process(self):
        shell = self.open()
        shell.run("import socket, threading; a, b = socket.socketpair()")
        shell.run("s = socket.create_server(('127.0.0.1', 0)); a = socket.create_connection(s.getsockname()); b, _ = s.accept()")
        shell.run("threading.Thread(target=a.recv, args=(1,), daemon=True).start()")
        shell.type("b.recv(1)")
        shell.see("# both sides wait and neither sends")

    def test_send(self):
        shell, port = self.listen()
        client = self.connect(port)
        shell.run("con, addr = s.accept()")
        shell.type("con.sendall(bytes(20_000_000))")
        shell.see(f"# waiting until 127.0.0.1:{client.getsockname()[1]} reads: its buffer is full (")

    def test_a_full_queue(self):
        shell, port = self.listen()
        shell.run("s.listen(0)")
        self.connect(port)
        client = self.open()
        client.type(f"import socket; c = socket.create_connection(('127.0.0.1', {port}))")
        client.see("# the server's queue is full (listen(0)): it must call accept()")

    def test_a_full_queue_of_another_address(self):
        """The same port, and who of the two is full is told by the address."""
        full, other = "127.0.0.1", "127.0.0.2"
        for is_first in True, False:
            with socket.socket() as listener, socket.socket() as beside, socket.socket() as queued:
                listener.bind((full, 0))
                port = listener.getsockname()[1]
                beside.bind((other, port))
                for sock, backlog in ((listener, 0), (beside, 7))[::1 if is_first else -1]:
                    sock.listen(backlog)
                queued.connect((full, port))
                client = self.open()
                client.type(f"import socket; c = socket.create_connection(('{full}', {port}))")
                client.see("# the server's queue is full (listen(0)): it must call accept()")

    def test_other_waits(self):
        shell = self.open()
        shell.run("import threading, time; lock = threading.Lock(); lock.acquire()")
        for call, said in (("lock.acquire()", "# waiting for another thread"), ("time.sleep(50)", "# sleeping"),
                           ("threading.Event().wait(30)", "of 30 s; Ctrl-C")):
            shell.see_line()
            shell.type(call)
            shell.see(said)
            shell.interrupt()
            shell.see("KeyboardInterrupt")

    def test_one_of_several(self):
        shell = self.open()
        shell.run("import select, socket; a, b = socket.socketpair(); c, _d = socket.socketpair()")
        shell.run("p = select.poll(); p.register(b); p.modify(b, select.POLLIN)")
        shell.run("e = select.epoll(); e.register(a, select.EPOLLIN)")
        for call, said in (("select.select([a, c], [], [])", "# waiting until one is ready: `a`, `c` (Ctrl-C"),
                           ("select.select([a], [], [], 60)", "# waiting until one is ready: `a` (for 0 s of 60 s; Ctrl-C"),
                           ("p.poll()", "# waiting until one is ready: `b` (Ctrl-C"),
                           ("e.poll()", "# waiting until a descriptor is ready (Ctrl-C")):
            shell.see_line()
            shell.type(call)
            shell.see(said)
            shell.interrupt()
            shell.see("KeyboardInterrupt")

    def test_paste(self):
        shell, port = self.listen()
        shell.send("\x1b[200~con, addr = s.accept()\n1 + 41\n\x1b[201~")
        shell.see("# waiting")
        self.connect(port)
        shell.see_screen(">>> con, addr = s.accept()", ">>> 1 + 41", "42", ">>> ")

    def test_input_takes_its_place(self):
        """A line that is typed is no place for it."""
        shell, port = self.listen()
        shell.run("import threading, time; threading.Thread(target=lambda: (s.accept(), input('name? '))).start()")
        shell.type("time.sleep(1000)")
        shell.see("# sleeping")
        self.connect(port)
        shell.see_line("name? ")
        self.assertNotIn("# sleeping", shell.screen.text())

    def test_end_by_a_signal(self):
        shell, _ = self.accept()
        shell.see("# waiting")
        os.kill(shell.pid, signal.SIGTERM)
        self.assertEqual(shell.end(), -signal.SIGTERM)
        self.assertNotIn("# waiting", shell.screen.text())


class Stopping(Case):
    """Ctrl-Z: the shell above finds its screen as it was."""

    def test_stop_and_go_on(self):
        bash = shutil.which("bash")
        if not bash:
            self.skipTest("no bash here")
        shell = self.open(command=[bash, "--norc", "--noprofile", "--noediting", "-i"], environment={"PS1": "$ "})
        shell.wait(lambda: shell.screen.lines[-1].startswith("$"), "bash's prompt")
        shell.send(CAUSETTE + "\n")
        port = int(shell.run(LISTEN))
        shell.type("con, addr = s.accept()")
        for _ in range(2):
            shell.see("# waiting")
            shell.send("\x1a")
            shell.see("Stopped")
            shell.wait(lambda: shell.screen.lines[-1].startswith("$"), "bash's prompt")
            self.assertNotIn("# waiting", shell.screen.text())
            shell.screen.lines[:] = [""]
            shell.screen.row = shell.screen.column = 0
            shell.send("fg\n")
        shell.see("# waiting")
        self.connect(port)
        shell.see_line()
        self.assertNotIn("# waiting", shell.screen.text())


if __name__ == "__main__":
    main()
