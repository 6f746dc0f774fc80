#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""causette watch in a terminal beside shells in theirs: what is drawn, when, and how it ends."""

import os
import re
import resource
import select
import signal
import statistics
import subprocess
import sys
import time

from _terminal import CAUSETTE, SECONDS, main, process_state, starved_seconds, wait_until, without_leak_check
from _watch import WAITING, WatchCase, hello, entry, line, port

BOUND = 0.5  # seconds; the goal is 0.05, on a machine that has nothing else to do


class Watch(WatchCase):
    def connect(self, watcher):
        """Two shells that have a connection, and their prompts."""
        number = port()
        (server, at_server), (client, at_client) = self.shell("server"), self.shell("client")
        for shell, prompt in (server, at_server), (client, at_client):
            shell.run("import socket", prompt)
        server.run(f's = socket.create_server(("127.0.0.1", {number}))', at_server)
        server.see_line(at_server)
        server.type("con, addr = s.accept()")
        server.see("waiting for")
        client.run(f'c = socket.create_connection(("127.0.0.1", {number}))', at_client)
        server.see_line(at_server)
        watcher.see("accept() = fd 4")
        return server, at_server, client, at_client

    def see_in_words(self, watcher, words):
        """Wherever its lines are broken."""
        def squeeze(text):
            return re.sub(r"[\s│]", "", text)
        watcher.wait(lambda: squeeze(words) in squeeze(watcher.screen.text()), words)

    def test_one_shell(self):
        watcher = self.watch()
        shell, prompt = self.shell()
        watcher.see(f"shell {shell.pid}")
        shell.run("import socket", prompt)
        shell.run("s = socket.socket()", prompt)
        watcher.see("socket(AF_INET, SOCK_STREAM")
        self.leave(shell)
        watcher.see(f"# shell {shell.pid} has ended.")
        watcher.wait(lambda: watcher.screen.text().count(WAITING) == 2, "that it waits again")
        self.end(watcher)

    def test_two_shells(self):
        watcher = self.watch()
        server, at_server, client, at_client = self.connect(watcher)
        client.run("c.send(b'Bonjour')", at_client)
        server.run("con.recv(7)", at_server)
        watcher.see("recv(7) = b'Bonjour'")
        text = self.end(watcher)
        self.assertRegex(text, r"(?m)^ server +client$")
        self.assertRegex(text, r"(?m)^ │ listen\(128\) +LISTEN")
        self.assertRegex(text, r"(?m)^ ┃ accept\(\)")  # it waits: a bar
        self.assertRegex(text, r"(?m)^ ┃ +│ socket\(")
        self.assertRegex(text, r"◀━+ b'Bonjour' ━+ │")
        self.assertIn("ESTABLISHED", text)
        self.assertLess(text.index("send(b'Bonjour')"), text.index("recv(7)"))

    def test_sockets_that_the_end_of_a_shell_closes(self):
        """Whoever still names them: each is told as closed, before the shell is."""
        watcher = self.watch()
        shell, prompt = self.shell("ending")
        shell.run("import socket", prompt)
        shell.run("a = socket.socket(); b = [socket.socket()]; b.append(b)", prompt)
        watcher.see("fd 4")
        self.leave(shell)
        watcher.see(" has ended.")
        text = self.end(watcher)
        self.assertEqual(text.count("close(): nothing names fd"), 2, text)
        self.assertLess(text.rindex("close()"), text.index(" has ended."))

    def test_a_wait_that_fails(self):
        """For good, as where more descriptors are polled than it may have: it ends, and says why."""
        watcher = self.watch(environment=without_leak_check())
        resource.prlimit(watcher.pid, resource.RLIMIT_NOFILE, (0, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
        os.kill(watcher.pid, signal.SIGWINCH)
        watcher.see("Shells cannot be waited for: Invalid argument.")
        self.assertEqual(watcher.end(), 0)

    def test_a_shell_that_was_there_before(self):
        shell, prompt = self.shell("early")
        shell.run("import socket", prompt)
        shell.run("s = socket.socket()", prompt)
        watcher = self.open("watch")
        watcher.see("early")
        watcher.see("socket(AF_INET")
        self.assertNotIn(WAITING, self.end(watcher))

    def test_ten_shells(self):
        watcher = self.watch(columns=240)
        shells = [self.shell(f"role{number}") for number in range(10)]
        for number in range(10):
            watcher.see(f"role{number}")
        for shell, prompt in shells:
            shell.run("import socket", prompt)
            shell.run("s = socket.socket(); s.bind(('127.0.0.1', 0))", prompt)
        watcher.wait(lambda: watcher.screen.text().count("bind(127.0.0.1:0)") == 10, "ten binds")
        self.end(watcher)

    def test_two_of_one_name(self):
        watcher = self.watch()
        first, _ = self.shell("peer")
        watcher.see("peer")
        second, _ = self.shell("peer")
        watcher.see("peer 2")
        self.leave(second)
        watcher.see("# peer 2 has ended.")
        self.leave(first)
        watcher.see("# peer has ended.")
        self.end(watcher)

    def test_names_follow_prompts(self):
        watcher = self.watch()
        shell, prompt = self.shell("first")
        watcher.see("first")
        shell.type('sys.ps1 = "second> "')
        shell.see_line("second> ")
        watcher.see("second")
        shell.type(r'sys.ps1 = "(\x1b[31mred) >>> "; print("shown")')
        shell.see("shown")
        watcher.see(r"\x1b[31mred")
        self.end(watcher)

    def test_within_50_milliseconds(self):
        watcher = self.watch()
        shell, prompt = self.shell("quick")
        shell.run("import socket", prompt)
        shell.run("s = socket.socket(); s.bind(('127.0.0.1', 0))", prompt)
        watcher.see("bind(")
        times = []

        def starved():
            return starved_seconds(shell.pid, watcher.pid, os.getpid())

        for number in range(1, 22):
            shell.see_line(prompt)
            shell.send(f"s.listen({number})")
            shell.see_line(f"{prompt}s.listen({number})")
            watcher.read_for(0.03)  # nothing is left to be drawn
            starved_before, begin = starved(), time.monotonic()
            shell.send("\r")
            watcher.see(f"listen({number})")
            times.append(time.monotonic() - begin - (starved() - starved_before))
        median = statistics.median(times)
        print(f"a call is shown after {median * 1000:.1f} ms (median of {len(times)}, {max(times) * 1000:.1f} at most)")
        self.assertLess(median, BOUND)
        self.end(watcher)

    def test_a_call_that_waits_is_shown_while_it_waits(self):
        watcher = self.watch()
        shell, prompt = self.shell("patient")
        shell.run("import socket", prompt)
        shell.run("s = socket.create_server(('127.0.0.1', 0))", prompt)
        shell.see_line(prompt)
        shell.type("s.accept()")
        watcher.see("┃ accept()")
        shell.interrupt()
        watcher.see("accept() = ")
        shell.see_line(prompt)
        self.end(watcher)

    def test_what_threads_do_at_the_prompt(self):
        watcher = self.watch()
        shell, prompt = self.shell("server")
        shell.run("import socket, threading", prompt)
        shell.run("s = socket.create_server(('127.0.0.1', 0))", prompt)
        shell.run("t = threading.Thread(target=s.accept, daemon=True); t.start()", prompt)
        watcher.wait(lambda: re.search(r"┃ \[\d+\] accept\(\)", watcher.screen.text()), "a call of a thread")
        self.end(watcher)

    def test_a_killed_shell(self):
        watcher = self.watch()
        server, _, client, at_client = self.connect(watcher)
        server.type("con.recv(7)")
        watcher.see("recv(7)")
        os.kill(server.pid, signal.SIGKILL)
        server.end()
        watcher.see("# server has gone without a word, as one that was killed.")
        watcher.see("recv(7) = ended")
        client.run("c.recv(1)", at_client)
        watcher.see("recv(1) = b''")
        text = self.end(watcher)
        self.assertRegex(text.splitlines()[-2], r"^ │ +│ recv\(1\)")  # the bar has ended, the lifeline goes on

    def test_a_column_is_taken_over(self):
        watcher = self.watch()
        for number in range(4):
            shell, prompt = self.shell(f"turn{number}")
            shell.run("import socket", prompt)
            shell.run("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen()", prompt)
            watcher.wait(lambda: watcher.screen.text().count(" listen(") == number + 1, "a listen")
            self.leave(shell)
            watcher.see(f"turn{number} has ended")
        text = self.end(watcher)
        self.assertEqual(re.findall(r"(?m)^ (turn\d)$", text), ["turn0", "turn1", "turn2", "turn3"])

    def test_narrow_and_resized(self):
        watcher = self.watch(columns=40)
        server, at_server, client, at_client = self.connect(watcher)
        watcher.see("server")
        for _ in range(2):
            client.run("c.send(b'x' * 30)", at_client)
            server.run("con.recv(30)", at_server)
        watcher.see("recv(30)")
        self.assertLessEqual(max(len(shown) for shown in watcher.screen.seen()), 40)
        before = watcher.screen.row
        watcher.resize(30, 120)
        watcher.wait(lambda: any(re.match(r" server {40,}client", shown) for shown in watcher.screen.seen()[before:]), "a wide head")
        self.end(watcher)

    def test_too_narrow_for_columns(self):
        watcher = self.watch(columns=20)
        shell, prompt = self.shell("narrow")
        shell.run("import socket", prompt)
        shell.run("s = socket.create_server(('127.0.0.1', 0))", prompt)
        self.see_in_words(watcher, "listen(128) LISTEN")
        self.end(watcher)

    def test_many_calls(self):
        watcher = self.watch()
        shell, prompt = self.shell("busy")
        shell.run("import socket", prompt)
        shell.run("a, b = socket.socketpair()", prompt)
        self.type_block(shell, prompt, "for i in range(5000):", "    n = a.send(b'x'); d = b.recv(1)")
        shell.see_line(prompt)
        shell.run("a.shutdown(2)", prompt)
        watcher.see("shutdown(")
        text = self.end(watcher)
        told = sum(map(int, re.findall(r"\((\d+) calls? (?:was|were) not told\)", text)))
        drawn = text.count("send(b'x') = 1") + text.count("recv(1) = b'x'")
        self.assertEqual(told + drawn, 10000)

    def plain(self, *arguments, **options):
        """A watcher's bytes in a terminal, of one call."""
        watcher = self.watch(*arguments, **options)
        shell, prompt = self.shell("plain")
        shell.run("import socket", prompt)
        shell.run("a, b = socket.socketpair(); a.send(b'hi'); b.recv(2)", prompt)
        watcher.see("recv(2)")
        self.leave(shell)
        self.end(watcher)
        return watcher.raw

    def test_colour(self):
        self.assertIn(b"# Waiting", self.plain())
        self.assertNotIn(b"\x1b", self.plain(environment={"NO_COLOR": "1"}))
        self.assertNotIn(b"\x1b", self.plain(environment={"TERM": "dumb"}))
        self.assertNotIn(b"\x1b", self.plain("--color=never"))
        self.assertNotIn(b"\x1b[2m", self.plain("--color=always", environment={"TERM": "dumb"}))

    def test_ascii(self):
        for drawn in self.plain("--ascii"), self.plain(environment={"LC_ALL": "C"}):
            self.assertTrue(drawn.isascii(), drawn)
            self.assertIn(b"| ", drawn)
        self.assertIn("│".encode(), self.plain(environment={"LC_ALL": "xx_XX.UTF-8"}))  # a locale that is not installed

    def piped(self, *arguments, **options):
        environment = {name: value for name, value in {**os.environ, **self.environment}.items() if value is not None}
        watcher = subprocess.Popen([CAUSETTE, "watch", *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
        self.addCleanup(watcher.wait)
        self.addCleanup(watcher.kill)
        self.addCleanup(watcher.stdout.close)
        self.addCleanup(watcher.stderr.close)
        self.assertIn(b"Waiting", watcher.stderr.readline())
        return watcher

    def test_into_a_pipe(self):
        """The picture alone is on standard output."""
        watcher = self.piped()
        shell, prompt = self.shell("piped")
        shell.run("import socket", prompt)
        shell.run("s = socket.socket()", prompt)
        drawn = b""
        while b"socket(AF_INET" not in drawn:
            self.assertTrue(select.select([watcher.stdout], [], [], SECONDS)[0])
            drawn += os.read(watcher.stdout.fileno(), 1 << 16)
        watcher.send_signal(signal.SIGINT)
        self.assertEqual(watcher.wait(SECONDS), 0)
        self.assertNotIn(b"#", drawn + watcher.stdout.read())
        self.assertNotIn(b"\x1b", drawn)

    def test_a_pipe_that_closes(self):
        """Also while there is nothing to write."""
        watcher = self.piped()
        watcher.stdout.close()
        self.assertEqual(watcher.wait(SECONDS), 0)
        self.assertEqual(watcher.stderr.read(), b"")

    def test_a_terminal_that_closes(self):
        watcher = self.watch()
        watcher.hang_up()
        wait_until(watcher.has_ended, "its end")
        self.assertEqual(os.waitstatus_to_exitcode(watcher.status), 0)

    def test_sigterm(self):
        watcher = self.watch()
        os.kill(watcher.pid, signal.SIGTERM)
        self.assertEqual(watcher.end(), 0)

    def test_a_stopped_terminal(self):
        """Ctrl-S: Ctrl-C twice ends it even so."""
        watcher = self.watch()
        self.fake(os.getpid(), lambda asking: asking.sendall(hello("(loud) >>> ") + b"".join(entry(i) for i in range(3000))))
        watcher.send("\x13")
        wait_until(lambda: process_state(watcher.pid) == "S", "it waits")
        for _ in range(2):
            os.kill(watcher.pid, signal.SIGTERM)
        watcher.send("\x11")
        self.assertEqual(watcher.end(), 0)

    def test_folders(self):
        """One that others may enter is not used; one that goes is found again when it is back."""
        (self.runtime / "open" / "causette").mkdir(parents=True)
        (self.runtime / "open" / "causette").chmod(0o777)
        refused = self.open("watch", environment={"XDG_RUNTIME_DIR": str(self.runtime / "open")})
        self.assertEqual(refused.end(), 3)
        self.assertIn("there is no folder of yours alone", refused.screen.text().replace("\n", ""))
        watcher = self.watch()
        self.folder.rmdir()
        shell, _ = self.shell("late")
        watcher.see("late")
        self.leave(shell)
        self.end(watcher)

    def test_command_line(self):
        def say(*arguments, language="C"):
            environment = {**os.environ, "LC_ALL": language, "LANGUAGE": language[:2], "XDG_RUNTIME_DIR": str(self.runtime)}
            done = subprocess.run([CAUSETTE, "watch", *arguments], env=environment, capture_output=True, text=True, timeout=SECONDS, check=False)
            return done.returncode, done.stdout, done.stderr
        self.assertEqual(say("--help")[0], 0)
        self.assertIn("usage: causette watch", say("--help")[1])
        self.assertIn("usage : causette watch", say("--help", language="fr_FR.UTF-8")[1])
        for wrong in ("--what",), ("x",), ("--color=blue",), ("--record",):
            self.assertEqual(say(*wrong)[::2][0], 2)
            self.assertIn("Try 'causette watch --help'", say(*wrong)[2])


if __name__ == "__main__":
    main()
