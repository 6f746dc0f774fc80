#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shells that lie to a watcher, and watchers that do a shell no good: neither costs the other more than a sentence."""

import contextlib
import json
import os
import re
import signal
import socket
import time
import unicodedata

from _terminal import CAUSETTE, SECONDS, is_sanitized, main, process_state, wait_until
from _watch import WatchCase, entry, hello, line, memory_of

NOBODY = 30_000_000  # numbers that no process has


def stay(asking):
    """Until the watcher goes."""
    while asking.recv(1000):
        pass


class Lies(WatchCase):
    """A watcher, and what it is told."""

    def tell(self, *pieces, name="liar", then=stay, now=None):
        """A shell that greets and says this; it is there when its head is drawn."""
        def answer(asking):
            asking.sendall(hello(f"({name}) >>> ", now))
            for piece in pieces:
                asking.sendall(piece)
            if then:
                then(asking)
        return self.fake(NOBODY + len(list(self.folder.iterdir())), answer)

    def go_on(self, watcher):
        """It still draws what an honest shell does."""
        shell, prompt = self.shell("honest")
        shell.run("import socket", prompt)
        shell.run("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(77)", prompt)
        watcher.see("listen(77)")
        self.leave(shell)
        return self.end(watcher)

    def test_what_is_no_line_of_it(self):
        for told in (b"garbage\n", b"{}\n", b"[1]\n", b"{\"hello\":2}\n", b"\0\0\0\n", b"\n", b"no\n", b"", hello("x")[:-1], b"\xff\xfe{\n", b"{" * 70 + b"\n"):
            with self.subTest(told=told):
                watcher = self.watch()
                fake = self.fake(NOBODY, lambda asking, told=told: asking.sendall(told))
                watcher.see("cannot be watched")
                self.go_on(watcher)
                fake.close()

    def test_what_goes_wrong_behind_the_greeting(self):
        turn = {"number": 0, "at": 1, "prompt": 4, "lines": 1, "text": ">>> 1\n"}
        for told in (b"garbage\n", b"{\"entry\":\n", b"{\"entry\":7}\n", hello("again"), line(done=0), line(lost=-1), line(lost="x"), line(prompt=3),
                     line(turn={**turn, "number": 1}), line(turn={**turn, "prompt": 7}), line(turn={**turn, "lines": 0}),
                     line(turn={**turn, "text": ""}), line(turn={**turn, "text": ">>>"}), line(shown={"number": 0, "text": "x"}), line(turn=[1]),
                     line(turn={**turn, "at": "x"}), b"x" * (1 << 17)):
            with self.subTest(told=told[:60]):
                watcher = self.watch()
                fake = self.tell(told)
                watcher.see("# liar tells what cannot be read, and is watched no longer.")
                self.go_on(watcher)
                fake.close()

    def test_what_is_passed_over(self):
        """Keys of a later version; entries that are none, which are counted."""
        watcher = self.watch()
        self.tell(line(later={"a": [1, {"b": None}]}), line(entry={"call": 1}), line(entry={}), line(entry={"call": "x", "moment": 7}), entry(1))
        watcher.see("listen()")
        text = self.go_on(watcher)
        self.assertEqual(sum(map(int, re.findall(r"\((\d+) calls? (?:was|were) not told", text))), 3)

    def test_lines_in_pieces(self):
        def drip(asking):
            for byte in hello("(slow) >>> ") + entry(1):
                asking.sendall(bytes([byte]))
            asking.sendall(entry(2)[:-20])
        watcher = self.watch()
        self.fake(NOBODY, drip)
        watcher.see("listen()")
        watcher.see("# slow has gone without a word")
        self.assertEqual(self.go_on(watcher).count("listen()"), 1)

    def test_a_line_without_an_end(self):
        def pour(asking):
            for _ in range(1 << 14):
                asking.sendall(b"x" * (1 << 16))
        watcher = self.watch()
        fake = self.tell(then=pour)
        watcher.see("cannot be read")
        self.assertTrue(fake.ended.wait(SECONDS))
        self.go_on(watcher)

    def test_escapes(self):
        """In a prompt, in every text of an entry."""
        bad = "\x1b[2J\x1b]0;title\x07\x9b31m\u202e\u2028\0\r\n\x7f<script>&\ud800"
        watcher = self.watch(environment={"NO_COLOR": "1"})
        self.tell(line(prompt=f"({bad}) >>> "),
                  entry(1, name=bad, shown=f"{bad}({bad})", gave=bad, text=bad, local=bad, peer=bad),
                  entry(2, outcome="raised", gave=bad, shown=bad), entry(3, moment="waits", shown=bad, name=bad), entry(4, shown="seen()"))
        watcher.see("seen()")
        self.go_on(watcher)
        shown = watcher.raw.decode().replace("\r\n", "\n")
        strange = {character for character in shown if unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs") and character != "\n"}
        self.assertEqual(strange, set())

    def test_long_and_wide_texts(self):
        watcher = self.watch(columns=40)
        for text in "x" * 500, "漢字" * 100, "e" + "\u0301" * 250, "\u200b" * 100, "👩‍👩‍👧" * 20, "": 
            self.tell(entry(1, shown=text, gave=text, name=text), name=text[:50])
        self.tell(entry(1, shown="seen()"), name="last")
        watcher.see("seen()")
        self.go_on(watcher)
        self.assertLess(max(len(shown) for shown in watcher.screen.seen()), 41)

    def test_clocks(self):
        """Of another machine, set back, standing, beyond all times: rows are drawn, and now."""
        watcher = self.watch()
        far = 1 << 62
        self.tell(entry(1, at=far, shown="future()"), entry(2, at=-far, shown="past()"), entry(3, at=0, shown="zero()"),
                  entry(4, real_begun=far, real_ended=1, shown="turned()"), entry(5, begun=far, ended=-far, waited=-5, shown="clock()"))
        self.tell(entry(1, at=5, shown="other()"), now=0, name="other")
        self.tell(entry(1, shown="late()"), now=far, name="late")
        for shown in "future()", "past()", "zero()", "turned()", "clock()", "other()", "late()":
            watcher.see(shown)
        self.go_on(watcher)

    def test_calls_by_another_clock(self):
        """They are in their order, each one row: a clock that is another's does not part a call."""
        for now in 1, 1 << 61:
            watcher = self.watch()
            liar = self.tell(*(entry(number, real_begun=now + 100 * number, real_ended=now + 100 * number + 50, shown=f"call{number}()", gave="1")
                               for number in (1, 2, 3)), now=now, name=f"by{now}")
            watcher.see("call3() = 1")
            text = watcher.screen.text()
            self.assertEqual(re.findall(r"call\d.*", text), ["call1() = 1", "call2() = 1", "call3() = 1"])
            self.go_on(watcher)
            liar.close()

    def test_numbers(self):
        watcher = self.watch()
        most = (1 << 63) - 1
        self.tell(line(lost=most), line(lost=most), line(lost=10 ** 400),
                  entry(most, socket=most, made=most, count=most, sent=most, data="x", task=most, shown="huge()"),
                  entry(0, socket=0, shown="nothing()"), entry(1, moment="waits", shown="first()"), entry(1, moment="waits", shown="again()"),
                  entry(1, shown="ended()"), entry(1, shown="twice()"), entry(2, state="NONSENSE"), entry(3, fd=-7, made_fd=1 << 40),
                  entry(4, shown="seen()"))
        watcher.see("seen()")
        self.go_on(watcher)

    def test_a_flood(self):
        """An honest shell is drawn beside it; the watcher does not grow."""
        def pour(asking):
            call = 0
            while True:
                asking.sendall(b"".join(entry(call + i, moment="waits", socket=call + i) + entry(call + i, socket=call + i) for i in range(100)))
                call += 100
        watcher = self.watch(environment={"NO_COLOR": "1"})
        self.tell(then=pour, name="flood")
        watcher.see("flood")
        shell, prompt = self.shell("honest")
        shell.type("import socket")
        shell.see_line(prompt)
        shell.type("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(77)")
        watcher.see_raw(b"listen(77)")
        self.assertLess(memory_of(watcher.pid), 200 << 20)
        watcher.interrupt()
        self.assertEqual(watcher.end(), 0)

    def test_shells_that_come_and_go(self):
        watcher = self.watch()
        for _ in range(60):
            fake = self.tell(entry(1), then=None)
            self.assertTrue(fake.ended.wait(SECONDS))
            fake.close()
        self.assertNotIn("│ │", self.go_on(watcher))  # one column served all of them

    def test_some_are_late_all_the_time(self):
        """Who is asked and says nothing holds nobody up for long."""
        watcher = self.watch()
        shell, prompt = self.shell("honest")
        shell.run("import socket", prompt)
        shell.type("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(77)")
        fakes = []

        def is_drawn():
            fakes.append(self.fake(NOBODY + len(fakes), stay))
            watcher.read(0.05)
            return "listen(77)" in watcher.screen.text()
        wait_until(is_drawn, "the honest one is drawn")
        self.leave(shell)
        self.end(watcher)

    def test_many_roles(self):
        for columns in 40, 400:
            with self.subTest(columns=columns):
                watcher = self.watch(columns=columns)
                fakes = [self.tell(entry(1, shown=f"call{number}()"), name=f"role{number}") for number in range(50)]
                for number in range(50):
                    watcher.see(f"call{number}()")
                self.go_on(watcher)
                for fake in fakes:
                    fake.close()

    def test_a_crowd(self):
        """More of them than are watched."""
        fakes = [self.tell(entry(1), name="crowd") for _ in range(120)]
        watcher = self.open("watch", columns=40)
        watcher.wait(lambda: watcher.screen.text().count("listen()") >= 100, "a hundred of them")
        for fake in fakes:
            fake.close()
        watcher.interrupt()
        self.assertEqual(watcher.end(), 0)

    def test_the_dead_are_taken_away(self):
        for number in range(200):
            dead = socket.socket(socket.AF_UNIX)
            dead.bind(str(self.folder / f"shell-{2 * NOBODY + number}"))
            dead.close()
        watcher = self.watch()
        wait_until(lambda: not list(self.folder.iterdir()), "the dead are gone")
        self.go_on(watcher)

    def test_files_that_are_no_sockets(self):
        watcher = self.watch()
        (self.folder / f"shell-{NOBODY}").write_text("")
        (self.folder / f"shell-{NOBODY + 1}").mkdir()
        (self.folder / f"shell-{NOBODY + 2}").symlink_to("/dev/null")
        (self.folder / "shell-x").write_text("")
        (self.folder / "other").write_text("")
        self.go_on(watcher)


class Watchers(WatchCase):
    """A shell, and who watches it."""

    def visit(self, shell, question=b"watch 1\n"):
        visitor = socket.socket(socket.AF_UNIX)
        self.addCleanup(visitor.close)
        visitor.settimeout(SECONDS)
        visitor.connect(str(self.folder / f"shell-{shell.pid}"))
        visitor.sendall(question)
        return visitor

    @staticmethod
    def read_until(visitor, wanted):
        told = b""
        while wanted not in told:
            piece = visitor.recv(1 << 16)
            if not piece:
                raise AssertionError(f"{wanted!r} is not in {told!r}")
            told += piece
        return told

    def make_calls(self, shell, prompt, rounds):
        """Two calls a round; how long they took, by the shell's own clock."""
        shell.run("import socket, time", prompt)
        shell.run("a, b = socket.socketpair()", prompt)
        shell.run("begin = time.monotonic()", prompt)
        self.type_block(shell, prompt, f"for i in range({rounds}):", "    n = a.send(b'x'); d = b.recv(1)")
        shell.run("took = time.monotonic() - begin", prompt)
        return float(shell.run("print(took)", prompt))

    def test_what_is_told(self):
        """The stream as shell/offer.h has it: what was before, then live."""
        shell, prompt = self.shell("told")
        shell.run("import socket", prompt)
        visitor = self.visit(shell)
        before = self.read_until(visitor, b"live")
        told = [json.loads(text) for text in before.splitlines()]
        self.assertEqual(told[0]["hello"], 1)
        self.assertEqual(told[0]["prompt"], prompt)
        self.assertEqual(told[0]["pid"], shell.pid)
        self.assertLessEqual(told[0]["now"], time.monotonic_ns())
        self.assertEqual([turn["turn"]["text"] for turn in told if "turn" in turn],
                         [f'>>> import sys; sys.ps1 = "{prompt}"\n', f"{prompt}import socket\n"])
        shell.run("s = socket.socket()", prompt)
        live = self.read_until(visitor, b'{"done":2}')
        entries = [json.loads(text)["entry"] for text in live.splitlines() if b'"entry"' in text]
        self.assertEqual([told["name"] for told in entries], ["socket"])
        self.leave(shell)
        self.assertTrue(self.read_until(visitor, b"bye").endswith(b'{"bye":true}\n'))

    def test_empty_lines_are_told_once(self):
        """They stand in the document as something else, which costs nothing: nobody has been told of them yet."""
        shell, prompt = self.shell("airy")
        visitor = self.visit(shell)
        self.read_until(visitor, b"live")
        shell.run("import time", prompt)
        self.type_block(shell, prompt, "for i in range(100):", "    print('x' * 200); print(); time.sleep(0)")
        shell.see_line(prompt)  # all has been shown: nobody waits for the terminal
        told = self.read_until(visitor, b'{"done":2}')
        self.assertEqual(told.count(b"<BLANKLINE>"), 100)
        self.assertLess(len(told), 100 * 600)

    def test_the_ninth_is_refused(self):
        shell, prompt = self.shell("popular")
        visitors = [self.visit(shell) for _ in range(8)]
        for visitor in visitors:
            self.read_until(visitor, b"live")
        self.assertEqual(self.visit(shell).recv(100), b"")
        visitors.pop().close()
        shell.run("1", prompt)
        self.read_until(self.visit(shell), b"live")

    def test_rude_watchers(self):
        """Who says more, who hangs up, who shuts one way: dropped, and others are told on."""
        shell, prompt = self.shell("patient")
        good = self.visit(shell)
        for how in "talk", "talk much", "shut", "close", "reset":
            visitor = self.visit(shell)
            self.read_until(visitor, b"live")
            with contextlib.suppress(OSError):
                if how.startswith("talk"):
                    visitor.sendall(b"x" * (1 if how == "talk" else 1 << 20))
                if how == "shut":
                    visitor.shutdown(socket.SHUT_WR)
            if how in ("close", "reset"):
                visitor.close()
            else:
                with contextlib.suppress(OSError):
                    self.assertEqual(visitor.recv(1 << 16), b"")
            self.assertIn("42", shell.run("6 * 7", prompt))
        shell.run("'the end'", prompt)
        self.read_until(good, b"the end")

    def test_questions_in_pieces_and_other_versions(self):
        shell, prompt = self.shell("asked")
        for question in b"watch 2\n", b"watch\n", b"watch 1", b"wat", b"\n":
            visitor = self.visit(shell, question)
            self.assertIn(visitor.recv(100), (b"no\n", b""))
        self.assertIn("42", shell.run("6 * 7", prompt))

    def test_one_that_never_reads(self):
        """It costs the shell no time and no memory, and the others nothing."""
        shell, prompt = self.shell("calling")
        alone = self.make_calls(shell, prompt, 5000)
        stuck = [self.visit(shell) for _ in range(4)]
        for visitor in stuck:
            self.read_until(visitor, b"hello")
        before = memory_of(shell.pid)
        watched = self.make_calls(shell, prompt, 5000)
        print(f"10,000 calls: {alone * 1000:.0f} ms alone, {watched * 1000:.0f} ms with four watchers that do not read")
        self.assertLess(watched, 3 * alone + 1)
        if not is_sanitized(CAUSETTE):
            self.assertLess(memory_of(shell.pid) - before, 4 << 20)
        self.assertIn(b'{"lost":', self.read_until(stuck[0], b'{"done":8}'))

    def test_a_stopped_watcher(self):
        """The shell is not slowed; the loss is told when the watcher goes on."""
        watcher = self.watch()
        shell, prompt = self.shell("calling")
        alone = self.make_calls(shell, prompt, 100) * 50
        watcher.wait(lambda: watcher.screen.text().count("recv(1) = b'x'") == 100, "the first calls")
        os.kill(watcher.pid, signal.SIGSTOP)
        wait_until(lambda: process_state(watcher.pid) == "T", "it stands")
        took = self.make_calls(shell, prompt, 5000)
        self.assertLess(took, 5 * alone + 1)
        shell.run("s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(77)", prompt)
        os.kill(watcher.pid, signal.SIGCONT)
        watcher.see("listen(77)")
        text = self.end(watcher)
        told = sum(map(int, re.findall(r"\((\d+) calls? (?:was|were) not told", text)))
        drawn = text.count("send(b'x') = 1") + text.count("recv(1) = b'x'")
        self.assertGreater(told, 0)
        self.assertEqual(told + drawn, 10200, "what is told and what is counted")

    def test_a_watcher_beside_calls(self):
        """What a watcher that reads costs."""
        shell, prompt = self.shell("calling")
        alone = min(self.make_calls(shell, prompt, 2500) for _ in range(3))
        watcher = self.open("watch")
        watcher.see("calling")
        watched = self.make_calls(shell, prompt, 2500)
        print(f"5,000 calls: {alone * 1000:.0f} ms alone, {watched * 1000:.0f} ms watched")
        self.assertLess(watched, 20 * alone + 1)
        self.end(watcher)


if __name__ == "__main__":
    main()
