#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
""":sockets: names, states, queues, what waits under a listener; narrow terminals; facts that are withheld; -w."""

import os
import re
import shutil
import signal
import unittest

from _terminal import CAUSETTE, Terminal, main, wait_until

SERVER = "import socket; s = socket.create_server(('127.0.0.1', 0), backlog=0); port = s.getsockname()[1]; port"


def play(shell, *lines):
    """Types lines of which some are a block; each waits for its prompt."""
    prompt = ">>> "
    for line in lines:
        shell.see_line(prompt)
        row = shell.screen.row
        shell.type(line)
        shell.wait(lambda: shell.screen.row > row, "the end of the line")
        prompt = "... " if line.endswith(":") or (line.startswith(" ") and prompt == "... ") else ">>> "


def cells(line):
    return re.split(r"  +", line.strip())


class Sockets(unittest.TestCase):
    def open(self, binary=CAUSETTE, columns=160, **environment):
        shell = Terminal(command=[binary], columns=columns, environment={"LC_ALL": "C.UTF-8", "LANGUAGE": None, **environment})
        self.addCleanup(shell.close)
        return shell

    def sockets(self, shell):
        """The lines below the header, and the header's titles."""
        lines = shell.run(":sockets").split("\n")
        return cells(lines[0]), lines[1:]

    def row(self, shell, name):
        titles, lines = self.sockets(shell)
        line = next(line for line in lines if line.startswith(name + " "))
        return line

    def pair_of_shells(self, **environment):
        server, client = self.open(**environment), self.open(**environment)
        port = server.run(SERVER)
        client.run(f"import socket; c = socket.socket(); c.connect(('127.0.0.1', {port}))")
        return server, client, port

    def test_none(self):
        self.assertEqual(self.open().run(":sockets"), "This shell has no socket.")
        shell = self.open(LC_ALL=None, LANG="fr_FR.UTF-8")
        self.assertEqual(shell.run(":sockets"), "Ce shell n'a aucune socket.")

    def test_states_and_queues(self):
        server, client, port = self.pair_of_shells()
        server.run("con, addr = s.accept()")
        client.run("c.send(b'Bonjour')")
        titles, lines = self.sockets(server)
        self.assertEqual(titles, ["name", "fd", "family", "local address", "peer", "state", "to read", "queue", "to send", "round trip",
                                  "sent again", "peer's process"])
        self.assertEqual(cells(lines[0]), ["s", "3", "IPv4", f"127.0.0.1:{port}", "LISTEN", "0/0"])
        con = cells(lines[1])
        self.assertEqual(con[:4] + con[5:8], ["con", "4", "IPv4", f"127.0.0.1:{port}", "ESTABLISHED", "7", "0"])
        self.assertRegex(con[8], r"^\d+ (µs|ms)$")
        self.assertEqual(con[9:], ["0", con[-1]])
        self.assertRegex(con[-1], rf"^\S+ {client.pid} pts/\d+$")
        server.run("con.recv(7); con.shutdown(socket.SHUT_WR)")
        wait_until(lambda: "FIN-WAIT-2" in self.row(server, "con"), "the client's kernel has acknowledged the end")
        self.assertIn("CLOSE-WAIT", self.row(client, "c"))

    def test_not_accepted_yet(self):
        server, client, port = self.pair_of_shells()
        mine = client.run("c.getsockname()[1]")
        self.assertIn(f"\n    127.0.0.1:{mine}: connection made by the kernel, not accepted yet.\n"
                      "    The queue is full: further clients wait to be let in.", server.run(":sockets"))
        client.run("c.send(b'Bonjour')")
        self.assertIn("not accepted yet; 7 bytes wait.", server.run(":sockets"))
        client.run("c.close()")
        self.assertIn("7 bytes wait. The client has closed already.", server.run(":sockets"))
        server.run("con, addr = s.accept()")
        self.assertNotIn("not accepted", server.run(":sockets"))

    def test_not_accepted_yet_in_french(self):
        server, client, _ = self.pair_of_shells(LC_ALL=None, LANG="fr_FR.UTF-8")
        client.run("c.send(b'Bonjour')")
        shown = server.run(":sockets")
        self.assertIn("connexion établie par le noyau, pas encore acceptée ; 7 octets attendent.", shown)
        self.assertEqual(cells(shown.split("\n")[0])[:4], ["nom", "fd", "famille", "adresse locale"])

    def test_names(self):
        shell = self.open()
        play(shell, "import socket", "a = b = socket.socket()", "rows = [socket.socket(), (socket.socket(),)]",
             "peers = {'ada': socket.socket(), 7: socket.socket()}", "class Server:", "    pass", "",
             "server = Server(); server.socket = socket.socket()", "gone = socket.socket(); gone.close()")
        shell.run("socket.socket().detach()")
        _, lines = self.sockets(shell)
        names = [cells(line)[0] for line in lines]
        self.assertEqual(names, ["a, b", "rows[0]", "rows[1][0]", "peers['ada']", "peers[7]", "server.socket", "(no name)", "gone"])
        self.assertEqual(cells(lines[-1]), ["gone", "-", "closed 0 s ago"])
        shell.run("rows[0].detach(), peers.clear()")
        self.assertRegex(shell.run(":sockets"), r"\nrows\[0\] +- +given away \d+ s ago")

    def test_variable_of_a_thread(self):
        shell = self.open()
        play(shell, "import socket, threading", "left, right = socket.socketpair()", "def serve(con):", "    con.recv(1)", "")
        shell.run("threading.Thread(target=serve, args=(right,), daemon=True).start(); del right")
        self.assertIn("con in serve()", shell.run(":sockets"))

    def test_narrow(self):
        for columns, kept in ((80, ["name", "fd", "local address", "peer", "state"]), (60, ["name", "fd", "peer", "state"]),
                              (40, ["name", "fd", "state"]), (24, ["name", "state"])):
            shell = self.open(columns=columns)
            shell.run(SERVER)
            shell.run("c = socket.create_connection(s.getsockname())") if columns > 60 else None
            if columns <= 60:  # the line would wrap
                shell.run("c = socket.socket()")
                shell.run("c.connect(('', port))")
            titles, lines = self.sockets(shell)
            self.assertEqual([title for title in kept if title in titles], kept, (columns, titles))
            self.assertRegex(" ".join("\n".join(lines).split()), r"Left out, for want of width: (local address, |.*to read|.*family)")
            self.assertLessEqual(max(len(line) for line in lines), columns - 1)

    def test_facts_withheld(self):
        binary = os.environ.get("CAUSETTE_SWITCHES")
        if not binary:
            self.skipTest("no build with switches")
        for hidden in ("hide-diag", "hide-proc", "hide-diag,hide-proc"):
            shell = self.open(binary, CAUSETTE_SWITCHES=hidden)
            shell.run(SERVER)
            shell.run("c = socket.create_connection(s.getsockname())")
            shell.run("c.send(b'Bonjour')")
            shown = shell.run(":sockets")
            self.assertIn("LISTEN", shown, hidden)
            self.assertIn("1/0", shown, hidden)
            self.assertIn("made by the kernel, not accepted yet", shown, hidden)
            self.assertIn("ESTABLISHED", shown, hidden)

    def test_path_that_could_command_a_terminal(self):
        shell = self.open()
        shell.run(r"import socket; u = socket.socket(socket.AF_UNIX); u.bind('\0\x1b]0;x\x07')")
        self.assertIn("u ", shell.run(":sockets"))
        self.assertNotIn(b"\x1b]0;x", shell.raw)


class Watching(unittest.TestCase):
    def open(self, **options):
        shell = Terminal(environment={"LC_ALL": "C.UTF-8", "LANGUAGE": None, **options.pop("environment", {})}, columns=120, **options)
        self.addCleanup(shell.close)
        return shell

    def start(self, shell, command=":sockets -w 0.1"):
        shell.run(SERVER)
        shell.see_line()
        shell.type(command)
        shell.see("(a key ends this)")

    def test_until_a_key(self):
        shell = self.open()
        usual = shell.modes()
        self.start(shell)
        before = len(shell.raw)
        shell.see_raw(b"\x1b[3A", before)
        shell.see_raw(b"\x1b[3A", shell.see_raw(b"\x1b[3A", before))
        shell.wait(lambda: shell.screen.text().count("LISTEN") == 1, "one table")
        shell.send("x")
        shell.see_line()
        self.assertEqual(shell.run("1 + 1"), "2")
        shell.see_line()
        shell.send("\x04")
        self.assertEqual(shell.end(), 0)
        self.assertEqual(shell.modes(), usual)

    def test_until_ctrl_c(self):
        shell = self.open()
        self.start(shell)
        shell.interrupt()
        shell.see_line()
        self.assertEqual(shell.run("1 + 1"), "2")

    def test_ended_by_a_signal(self):
        shell = self.open()
        usual = shell.modes()
        self.start(shell)
        os.kill(shell.pid, signal.SIGTERM)
        self.assertEqual(shell.end(), -signal.SIGTERM)
        self.assertEqual(shell.modes(), usual)

    def test_stopped_and_going_on(self):
        bash = shutil.which("bash")
        if not bash:
            self.skipTest("no bash here")
        shell = self.open(command=[bash, "--norc", "--noprofile", "--noediting", "-i"], environment={"PS1": "$ "})
        shell.wait(lambda: shell.screen.lines[-1].startswith("$") and shell.screen.column == 2, "bash's prompt")
        usual = shell.modes()
        shell.send(CAUSETTE + "\n")
        self.start(shell)
        shell.send("\x1a")
        shell.see("Stopped")
        shell.wait(lambda: shell.screen.lines[-1].startswith("$") and shell.screen.column == 2, "bash's prompt")
        self.assertEqual(shell.modes(), usual)
        before = len(shell.raw)
        shell.send("fg\n")
        shell.see_raw(b"(a key ends this)", shell.see_raw(b"(a key ends this)", before))
        self.assertIn("Stopped", shell.screen.text())  # the picture begins anew below what bash has written
        shell.send("q")
        shell.see_line()

    def test_tasks_go_on_and_what_they_print_stays(self):
        shell = self.open()
        play(shell, "import threading, time", "def tell():", "    time.sleep(0.3)", "    print('from a thread')", "")
        shell.run(SERVER)
        shell.run("threading.Thread(target=tell, daemon=True).start()")
        shell.see_line()
        shell.type(":sockets -w 0.1")
        shell.see("from a thread")
        before = len(shell.raw)
        shell.see_raw(b"\x1b[3A", before)
        self.assertIn("from a thread", shell.screen.text())
        shell.send("q")
        shell.see_line()

    def test_dumb_terminal_prints_again(self):
        shell = self.open(environment={"TERM": "dumb"})
        shell.run(SERVER)
        shell.see_line()
        shell.type(":sockets -w 0.1")
        shell.wait(lambda: shell.screen.text().count("LISTEN") > 2, "three tables")
        shell.send("q")
        shell.see_line()
        self.assertNotIn(b"\x1b[", shell.raw)

    def test_low_terminal(self):
        shell = self.open(rows=8)
        shell.run("import socket; rows = [socket.socket() for i in range(20)]")
        shell.see_line()
        shell.type(":sockets -w 0.1")
        shell.see("(a key ends this)")
        shell.see_raw(b"\x1b[7A", len(shell.raw))
        shell.send("q")
        shell.see_line()


if __name__ == "__main__":
    main()
