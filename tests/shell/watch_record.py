#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What causette watch --record writes: the dialogue of several shells, which causette check then passes."""

import contextlib
import os
import pathlib
import re
import resource
import signal
import stat
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, main, wait_until
from _watch import WatchCase, hello, line, port
from two_terminals import HERE, TUTORIAL, Play, own_network, read_turns

NOBODY = 30_000_000


class RecordCase(WatchCase):
    def setUp(self):
        super().setUp()
        self.file = self.runtime / "dialogue.txt"
        self.number = port()

    def record(self, **options):
        return self.watch("--record", str(self.file), **options)

    def finish(self, watcher, *sentences):
        """Ends the watcher; what it wrote, and that it passes."""
        said = self.end(watcher).replace("\n# ", " ")
        for sentence in sentences:
            self.assertIn(sentence, said)
        text = self.file.read_text(encoding="utf-8")
        done = subprocess.run([CAUSETTE, "check", f"--timeout={SECONDS}", str(self.file)], capture_output=True, text=True, timeout=SECONDS,
                              check=False)
        self.assertEqual(done.returncode, 0, f"{done.stdout}{done.stderr}\n---- the document\n{text}")
        return text

    def see_written(self, *parts):
        """Waits until the file has these texts, while the watcher goes on."""
        wait_until(lambda: self.file.exists() and all(part in self.file.read_text(encoding="utf-8") for part in parts), f"{parts} in the file")

    def wait_in(self, shell, prompt, text, waits="# waiting for"):
        shell.see_line(prompt)
        shell.type(text)
        shell.see(waits)

    def converse(self, server, at_server, client, at_client):
        for shell, prompt in (server, at_server), (client, at_client):
            shell.run("import socket", prompt)
        server.run(f's = socket.create_server(("127.0.0.1", {self.number}))', at_server)
        self.wait_in(server, at_server, "con, addr = s.accept()")
        client.run(f'c = socket.create_connection(("127.0.0.1", {self.number}))', at_client)
        server.run("addr", at_server)
        client.run("c.send(b'Bonjour')", at_client)
        server.run("con.recv(7)", at_server)
        client.run("c.getsockname()[1]", at_client)


class Record(RecordCase):
    def test_two_shells(self):
        watcher = self.record()
        server, client = self.shell()[0], self.shell()[0]
        for shell in server, client:  # at once, with the same lines
            shell.run("import sys")
        for shell, name in (server, "server"), (client, "client"):
            shell.type(f'sys.ps1 = "({name}) >>> "')
            shell.see_line(f"({name}) >>> ")
        self.converse(server, "(server) >>> ", client, "(client) >>> ")
        text = self.finish(watcher, "13 turns recorded in ")
        self.assertEqual(text.split("\n"), [
            '>>> import sys', '>>> sys.ps1 = "(server) >>> "', '',
            '>>> import sys', '>>> sys.ps1 = "(client) >>> "', '',
            '(server) >>> import socket', '',
            '(client) >>> import socket', '',
            f'(server) >>> s = socket.create_server(("127.0.0.1", {self.number}))', '(server) >>> con, addr = s.accept()', '',
            f'(client) >>> c = socket.create_connection(("127.0.0.1", {self.number}))', '',
            '(server) >>> addr', "('127.0.0.1', <port:A>)", '',
            "(client) >>> c.send(b'Bonjour')", '7', '',
            '(server) >>> con.recv(7)', "b'Bonjour'", '',
            '(client) >>> c.getsockname()[1]', '<port:A>', ''])
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        self.assertEqual(sorted(self.runtime.iterdir()), [self.folder, self.file])

    def test_shells_without_names(self):
        watcher = self.record()
        server, client = self.shell()[0], self.shell()[0]
        self.converse(server, ">>> ", client, ">>> ")
        text = self.finish(watcher)
        self.assertIn("(shell 1) >>> import socket\n\n(shell 2) >>> import socket\n", text)

    def test_one_without_a_name(self):
        watcher = self.record()
        shell = self.shell()[0]
        shell.run("1 + 1")
        self.assertEqual(self.finish(watcher), ">>> 1 + 1\n2\n")

    def test_one_without_a_name_beside_one_that_has(self):
        watcher = self.record()
        client = self.shell()[0]
        client.run("import socket")
        server, at_server = self.shell("server")
        self.converse(server, at_server, client, ">>> ")
        self.assertIn("(shell 1) >>> c = socket.create_connection", self.finish(watcher))

    def test_one_that_calls_before_it_is_named(self):
        watcher = self.record()
        server, client = self.shell()[0], self.shell()[0]
        self.converse(server, ">>> ", client, ">>> ")
        for shell, name in (server, "server"), (client, "client"):
            shell.run("import sys")
            shell.type(f'sys.ps1 = "({name}) >>> "')
            shell.run("1 + 1", f"({name}) >>> ")
        text = self.finish(watcher)
        self.assertTrue(text.startswith("(server) >>> import socket\n\n(client) >>> import socket\n"), text)

    def test_the_same_name_twice(self):
        watcher = self.record()
        (first, prompt), (second, _) = self.shell("twin"), self.shell("twin")
        for shell in first, second:
            shell.run("import os", prompt)
            shell.run("1 + 1", prompt)
        text = self.finish(watcher)
        self.assertIn('>>> import sys; sys.ps1 = "(twin 2) >>> "', text)
        self.assertIn("(twin 2) >>> 1 + 1", text)

    def test_other_prompts(self):
        watcher = self.record()
        shell = self.shell()[0]
        shell.run("import sys")
        for prompt in "srv> ", "(a b) >>> ", ">>> ":
            shell.type(f'sys.ps1 = "{prompt}"')
            shell.see_line(prompt)
            shell.run("1 + 1", prompt)
        self.assertIn("srv> 1 + 1\n2\n", self.finish(watcher))

    def test_a_computed_prompt(self):
        watcher = self.record()
        shell = self.shell()[0]
        shell.type('import sys; name = "server"; sys.ps1 = f"({name}) >>> "')
        shell.run("1 + 1", "(server) >>> ")
        self.assertIn("(server) >>> 1 + 1", self.finish(watcher))

    def test_what_was_before_the_watcher(self):
        shell, prompt = self.shell("early")
        shell.run("x = 42", prompt)
        shell.run("print('a' * 20000)", prompt)  # more than one piece
        watcher = self.open("watch", "--record", str(self.file))
        watcher.see("early")
        shell.run("x", prompt)
        self.assertIn("(early) >>> x\n42\n", self.finish(watcher))

    def test_statements_of_every_kind(self):
        watcher = self.record()
        shell, prompt = self.shell("mixed")
        self.type_block(shell, prompt, "def f(x):", "    return x * 2")
        shell.run("f('é漢')", prompt)
        shell.run("print('a\\n\\n   \\nb')", prompt)
        shell.run("1/0", prompt)
        shell.run(":sockets", prompt)
        shell.see_line(prompt)
        shell.type("a = input('who? ')")
        shell.see_line("who? ")
        shell.type("me")
        shell.run("a", prompt)
        shell.run("import time", prompt)
        shell.see_line(prompt)
        shell.type("time.sleep(100)")
        shell.see("# sleeping")
        shell.interrupt()
        shell.run("'after'", prompt)
        self.type_block(shell, prompt, "while True:", "    break")
        shell.see_line(prompt)
        shell.type("[1,")
        shell.see_line("... ")
        shell.interrupt()
        shell.see_line(prompt)
        text = self.finish(watcher)
        self.assertIn("b\n", text)
        self.assertNotIn(":sockets", text)
        self.assertNotIn("[1,", text)

    def test_long_statements(self):
        """Longer than what is told at once, in one line and in many."""
        watcher = self.record()
        shell, prompt = self.shell("long")
        for text, length in (f"x = '{'y' * 9000}'", 9000), ('x = """' + "1\n" * 9000 + '"""', 18000):
            row = shell.screen.row
            shell.send(f"\x1b[200~{text}\x1b[201~\r")
            shell.wait(lambda: shell.screen.row > row, "the paste")  # until then the last prompt is there
            shell.see_line(prompt)
            self.assertEqual(str(length), shell.run("len(x)", prompt))
        self.leave(shell)
        text = self.finish(watcher, "5 turns recorded")
        self.assertIn("y" * 9000, text)
        self.assertEqual(text.count("1\n"), 9000)

    def test_what_threads_print(self):
        watcher = self.record()
        shell, prompt = self.shell("threads")
        shell.run("import threading", prompt)
        shell.run("e = threading.Event()", prompt)
        self.type_block(shell, prompt, "def f():", "    e.wait(); print('from a thread')")
        shell.run("t = threading.Thread(target=f); t.start()", prompt)
        shell.run("e.set(); t.join()", prompt)
        self.assertIn("e.set(); t.join()\nfrom a thread\n", self.finish(watcher))

    def test_a_call_that_still_waits(self):
        watcher = self.record()
        shell, prompt = self.shell("server")
        shell.run("import socket", prompt)
        shell.run(f's = socket.create_server(("127.0.0.1", {self.number}))', prompt)
        self.wait_in(shell, prompt, "s.accept()")
        watcher.see("accept()")
        text = self.finish(watcher, "A call still waited: in the document, a ^C gives it up.")
        self.assertTrue(text.endswith("(server) >>> s.accept()\n^CTraceback (most recent call last):\nKeyboardInterrupt\n"), text)

    def test_a_shell_that_ends_before_others(self):
        watcher = self.record()
        (server, at_server), (client, at_client) = self.shell("server"), self.shell("client")
        self.converse(server, at_server, client, at_client)
        self.leave(server)
        watcher.see("server has ended")
        client.run("c.recv(1)", at_client)
        text = self.finish(watcher)
        self.assertTrue(text.endswith("(server) >>> exit()\n\n(client) >>> c.recv(1)\nb''\n"), text)

    def test_controls(self):
        watcher = self.record()
        shell, prompt = self.shell("raw")
        shell.run(r"print('\x1b[1mbold\u202e')", prompt)
        text = self.finish(watcher)
        self.assertTrue(text.endswith("<...>[1mbold<...>\n"), text)

    def test_exit_is_a_turn(self):
        watcher = self.record()
        (first, at_first), (second, at_second) = self.shell("first"), self.shell("second")
        first.run("1", at_first)
        first.see_line(at_first)
        first.type("exit()")
        self.assertEqual(first.end(), 0)
        watcher.see("first has ended")
        second.run("2", at_second)
        self.assertEqual(self.finish(watcher).count("exit()"), 1)

    def test_a_killed_shell(self):
        watcher = self.record()
        shell, prompt = self.shell("killed")
        shell.run("1 + 1", prompt)
        self.see_written("1 + 1\n2\n")
        os.kill(shell.pid, signal.SIGKILL)
        shell.end()
        watcher.see("killed has gone")
        self.assertIn("(killed) >>> 1 + 1\n2\n", self.finish(watcher))

    def test_it_is_kept_while_it_goes_on(self):
        """A watcher that is killed leaves a document."""
        watcher = self.record()
        shell, prompt = self.shell("kept")
        for number in range(5):
            shell.run(f"{number} + 1", prompt)
        self.see_written("(kept) >>> 4 + 1\n5\n")
        os.kill(watcher.pid, signal.SIGKILL)
        watcher.end()
        self.assertEqual(subprocess.run([CAUSETTE, "check", str(self.file)], timeout=SECONDS, check=False, capture_output=True).returncode, 0)

    def test_markup(self):
        for suffix, start in (".md", "    >>> import sys"), (".rst", "::\n\n    >>> import sys"), (".txt", ">>> import sys"):
            with self.subTest(suffix=suffix):
                self.file = self.runtime / f"dialogue{suffix}"
                watcher = self.record()
                shell, prompt = self.shell("marked")
                shell.run("print('# x')", prompt)
                self.type_block(shell, prompt, "for i in 1, 2:", "    print(i)")
                shell.run("3", prompt)
                self.assertTrue(self.finish(watcher).startswith(start))
                self.leave(shell)

    def test_ports_that_were_typed_stay(self):
        watcher = self.record()
        shell, prompt = self.shell("ports")
        shell.run("import socket", prompt)
        shell.run(f's = socket.create_server(("127.0.0.1", {self.number}))', prompt)
        shell.run("s.getsockname()", prompt)
        shell.run("t = socket.create_server(('127.0.0.1', 0))", prompt)
        shell.run("t.getsockname()", prompt)
        text = self.finish(watcher)
        self.assertIn(f"('127.0.0.1', {self.number})\n", text)
        self.assertIn("('127.0.0.1', <port>)\n", text)

    def test_a_port_that_was_chosen_and_typed(self):
        watcher = self.record()
        (server, at_server), (client, at_client) = self.shell("server"), self.shell("client")
        for shell, prompt in (server, at_server), (client, at_client):
            shell.run("import socket", prompt)
        server.run("s = socket.create_server(('127.0.0.1', 0))", at_server)
        number = server.run("s.getsockname()[1]", at_server)
        client.run(f"c = socket.create_connection(('127.0.0.1', {number}))", at_client)
        watcher.see("connect(")
        self.assertIn(f"Port {number} was chosen by the kernel, then typed", self.end(watcher).replace("\n# ", " "))

    def test_nothing_typed(self):
        watcher = self.record()
        self.shell()
        watcher.see("shell ")
        self.assertIn("Nothing was typed: ", self.end(watcher).replace("\n# ", " "))
        self.assertFalse(self.file.exists())

    def test_what_a_document_cannot_hold(self):
        for shown, wanted in (("print('>>> 1')", "looks like a prompt"),
                              ("print('```')", "cannot stand in a dialogue: this fence is not closed")):
            with self.subTest(shown=shown):
                self.file = self.runtime / "dialogue.md"
                watcher = self.record()
                shell = self.shell()[0]
                shell.run(shown)
                shell.run("'the end'")
                self.see_written("the end")
                self.assertIn(wanted, self.end(watcher).replace("\n# ", " "))
                self.leave(shell)
                self.file.unlink()

    def test_files_that_cannot_be_written(self):
        (self.runtime / "there").write_text("precious")
        for path, why in ("/nowhere/x", "No such file or directory"), (str(self.runtime), "Is a directory"), ("/proc/x", "No such file"), (
                str(self.runtime / "there"), "exists already, and is left alone"), ("/dev/null", "exists already"):
            with self.subTest(path=path):
                watcher = self.open("watch", "--record", path)
                self.assertEqual(watcher.end(), 3)
                self.assertIn(why, watcher.screen.text())
        self.assertEqual((self.runtime / "there").read_text(), "precious")

    def test_a_folder_that_goes(self):
        """Said when it happens, and by the exit status."""
        place = self.runtime / "place"
        place.mkdir()
        self.file = place / "dialogue.txt"
        watcher = self.record()
        place.rmdir()
        shell = self.shell()[0]
        shell.run("1 + 1")
        watcher.see("cannot be written: No such file or directory.")
        place.mkdir()
        self.end(watcher)
        self.assertEqual(self.file.read_text(), ">>> 1 + 1\n2\n")
        self.leave(shell)

    def test_many_prompts(self):
        """A shell with another prompt for each turn, beside one with the same: no more work for each than for one."""
        def told(count):
            return "".join(f'{{"turn":{{"number":{i},"at":{i + 1},"prompt":{len(f"(p{i}) >>> ")},"lines":1,"text":"(p{i}) >>> {i}\\n"}}}}\n'
                           for i in range(count)).encode()
        work = []
        for count in (4000, 16000):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            watcher = self.record()
            fakes = [self.fake(NOBODY + i, lambda asking: asking.sendall(hello(">>> ") + told(count))) for i in range(2)]
            watcher.wait(lambda: watcher.screen.text().count("has gone without a word") == 2, "both of them")
            self.assertIn(f"{2 * count} turns recorded", self.end(watcher).replace("\n# ", " "))
            text = self.file.read_text()
            self.assertEqual((text.count("\n(p7) >>> 7\n"), text.count("\n(p7 2) >>> 7\n")), (1, 1))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            work.append(after.ru_utime - before.ru_utime)
            self.file.unlink()
            for fake in fakes:
                fake.close()
        self.assertLess(work[1], 8 * work[0] + 0.5)

    def test_lies(self):
        """Turns that say what they like: a document or a sentence, and a watcher that goes on."""
        def turn(**keys):
            return line(turn={"number": 0, "at": 1, "prompt": 4, "lines": 1, "text": ">>> 1\n", **keys})
        tellings = (turn(at=1 << 62) + turn(number=1, at=0), turn(lines=5), turn(prompt=0), turn(text=">>> \n"), turn(text="\n", prompt=0),
                    turn(text=">>> 1\n\n\n\nx"), turn(text=">>> \x1b[2J\n\x1b[2J\n"), turn() + line(shown={"number": 0, "text": ">>> 2"}),
                    turn() + line(done=0) + turn() + turn(number=1), turn() + line(cut=True), turn(text="(x) $ rm -rf /\n", prompt=6))
        for told in tellings:
            with self.subTest(told=told):
                watcher = self.record()
                fake = self.fake(NOBODY, lambda asking, told=told: asking.sendall(hello("(liar) >>> ") + told))
                watcher.see("liar has gone without a word")
                shell, prompt = self.shell("honest")
                shell.run("'the end'", prompt)
                self.see_written("(honest) >>> 'the end'\n'the end'\n")
                self.leave(shell)
                self.assertIn("recorded in", self.end(watcher).replace("\n# ", " "))
                self.assertTrue(re.search(r"(?m)^\(honest\) >>> 'the end'$", self.file.read_text()))
                self.file.unlink()
                fake.close()


class TwoTerminals(RecordCase):
    """Two shells and a watcher, in three terminals: the documents of two_terminals.py, typed and recorded."""

    def play(self, document, before=""):
        watcher = self.record(columns=160)
        with contextlib.ExitStack() as stack:
            play = Play(read_turns(before + document.read_text(encoding="utf-8")), CAUSETTE, stack)
            os.environ["XDG_RUNTIME_DIR"] = str(self.runtime)
            play.play()
            for role in reversed(play.roles.values()):
                role.terminal.send("\x04")
                self.assertEqual(role.terminal.end(), 0)
            for name in play.roles:
                watcher.see(f"{name} has ended")
        text = self.finish(watcher)
        typed = sum(bool(turn.typed) for turn in play.turns)
        self.assertIn(f"{typed} turns recorded", watcher.screen.text())
        self.assertNotIn("shell 1", text)
        return text

    def test_dialogue(self):
        self.play(HERE / "dialogue.rst")

    def test_readme(self):
        names = "".join(f'    >>> import sys\n    >>> sys.ps1 = "({name}) >>> "\n\n' for name in ("server", "client"))
        self.play(HERE.parents[1] / "README.md", before=names)

    def test_tutorial(self):
        if TUTORIAL.exists():
            self.play(TUTORIAL)


if __name__ == "__main__":
    own_network()
    main()
