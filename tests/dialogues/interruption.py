#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A checker that is interrupted, or killed, leaves no process and no folder behind."""

import os
import pathlib
import selectors
import signal
import subprocess
import tempfile
import time
import unittest

import _check

BUSY = """<!-- causette: shell -->
    (waits) >>> import socket
    (waits) >>> s = socket.create_server(("127.0.0.1", 3000))
    (waits) >>> s.accept()
    (sleeps) >>> open("started", "w").close()
    (daemon) $ sleep 1000 & sleep 1000
    (busy) >>> while True: pass  # causette: timeout=100
    ...
"""
ROLES = 2 * 3 + 2  # of two documents: three of the notation; and at least a shell each


def parents():
    """pid -> (its parent, when it began), of all processes."""
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z":
                found[int(entry.name)] = (int(fields[1]), fields[19])
    return found


def descendants(pid):
    processes, found = parents(), {pid}
    for _ in range(20):
        found |= {child for child, (parent, _) in processes.items() if parent in found}
    return {child: processes[child] [1] for child in found - {pid}}


def until(what):
    end = time.monotonic() + _check.SECONDS
    while not what():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


class Ending(unittest.TestCase):
    """What still runs at the end of a dialogue may clean up, the last role first; nobody may stay."""

    def play(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.txt")
            path.write_text(text)
            status, out, err = _check.check("--shell", path)
            self.assertEqual((status, err), (0, ""), out)
            return pathlib.Path(folder, "log").read_text()

    def test_cleans_up(self):
        server = "    ({0}) $ trap 'echo {0} >>log; exit' TERM; echo ready; while :; do sleep 1000; done\n    ready\n"
        log = self.play(server.format("server") + server.format("client"))
        self.assertEqual(log, "client\nserver\n")

    def test_cleans_up_in_the_background(self):
        log = self.play("    (a) $ (trap 'echo gone >>log; exit' TERM; echo ready; while :; do sleep 1000; done) & sleep 0\n    ready\n")
        self.assertEqual(log, "gone\n")

    def test_deaf(self):
        """All of them together are waited for no longer than one: there are some that end right behind another. Each holds a pipe
        open until its end."""
        with tempfile.TemporaryDirectory() as folder, selectors.DefaultSelector() as selector:
            path = pathlib.Path(folder, "a.txt")
            path.write_text("".join(f"    (r{i}) $ exec 9>pipe{i}; trap '' TERM; echo ready; sleep 1000\n    ready\n" for i in range(20)))
            for i in range(20):
                os.mkfifo(f"{folder}/pipe{i}")
                pipe = os.open(f"{folder}/pipe{i}", os.O_RDONLY | os.O_NONBLOCK)
                self.addCleanup(os.close, pipe)
                selector.register(pipe, selectors.EVENT_READ)
            checker = subprocess.Popen([_check.CAUSETTE, "check", "--shell", path], stdout=subprocess.PIPE)
            self.addCleanup(checker.stdout.close)
            self.addCleanup(checker.kill)
            ends = []
            while selector.get_map():
                ready = selector.select(_check.SECONDS)
                self.assertTrue(ready, "no end")
                ends += [time.monotonic()] * len(ready)
                for key, _ in ready:
                    selector.unregister(key.fileobj)
            self.assertEqual(checker.wait(_check.SECONDS), 0, checker.stdout.read())
        self.assertLess(min(later - end for end, later in zip(ends, ends[1:])), 0.05)  # one is waited for 0.1 s


class Interruption(unittest.TestCase):
    def interrupt(self, number, want):
        with tempfile.TemporaryDirectory() as folder:
            here = pathlib.Path(folder)
            (here / "work").mkdir()
            for name in ("one.md", "two.md"):
                (here / name).write_text(BUSY)
            checker = subprocess.Popen([_check.CAUSETTE, "check", "-j2", "--total-timeout=100", "one.md", "two.md"], cwd=folder,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C", "TMPDIR": str(here / "work")})
            try:
                self.assertTrue(until(lambda: len(list(here.glob("work/*/started"))) == 2 and len(descendants(checker.pid)) >= 2 + ROLES))
                before = descendants(checker.pid)
                checker.send_signal(number)
                self.assertEqual(checker.wait(_check.SECONDS), want)
                left = lambda: [pid for pid, begun in before.items() if parents().get(pid, (0, ""))[1] == begun]
                self.assertTrue(until(lambda: not left()), [pathlib.Path(f"/proc/{pid}/cmdline").read_bytes() for pid in left()])
                self.assertTrue(until(lambda: not list((here / "work").iterdir())), list(here.glob("work/*")))
            finally:
                checker.kill()
                checker.wait()
                checker.stdout.close()

    def test_interrupt(self):
        self.interrupt(signal.SIGINT, -signal.SIGINT)

    def test_end(self):
        self.interrupt(signal.SIGTERM, -signal.SIGTERM)

    def test_kill(self):
        self.interrupt(signal.SIGKILL, -signal.SIGKILL)


if __name__ == "__main__":
    unittest.main()
