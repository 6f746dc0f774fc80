#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles that misbehave: each is reported, the checker ends in time, and no process and no folder is left."""

import os
import pathlib
import subprocess
import tempfile
import time
import unittest

import _check
from _check import BUSY, SECONDS, check

MARK = "CAUSETTE_ROBUST"  # in the environment of whatever a test starts
SHELL = "<!-- causette: shell -->\n"


def left_behind(mark):
    """Processes that still have the mark in their environment."""
    found = []
    for folder in pathlib.Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes() and int(folder.name) != os.getpid():
                found.append((folder.name, (folder / "cmdline").read_bytes()))
        except OSError:
            pass
    return found


class Robust(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.home = tempfile.TemporaryDirectory()
        self.addCleanup(self.home.cleanup)
        self.folder = pathlib.Path(self.home.name)
        (self.folder / "tmp").mkdir()
        self.marks = {"TMPDIR": str(self.folder / "tmp"), MARK: str(self.folder)}  # no other test's

    def left(self):
        """What is still there: processes, folders."""
        return left_behind(self.folder), list((self.folder / "tmp").iterdir())

    def nothing_is_left(self, *what):
        """What was killed may take a moment to go."""
        until = time.monotonic() + SECONDS
        while any(self.left()) and time.monotonic() < until:
            time.sleep(0.02)
        self.assertEqual(self.left(), ([], []), what)

    def play(self, text, *arguments, most=8, **environment):
        """Plays the text, which takes `most` seconds where nothing else runs; nothing may be left. Gives (status, output)."""
        (self.folder / "a.txt").write_text(text)
        begun = time.monotonic()
        status, out, err = check(*arguments, "a.txt", cwd=self.folder, **self.marks, **environment)
        self.assertLess(time.monotonic() - begun, most * BUSY)
        self.assertEqual(list((self.folder / "tmp").iterdir()), [])
        self.nothing_is_left()
        return status, out + err

    def assert_fails(self, text, *said, arguments=(), **options):
        status, out = self.play(text, *arguments, **options)
        self.assertEqual(status, 1, out)
        for one in said:
            self.assertIn(one, out)
        return out

    def test_killed(self):
        self.assert_fails("(a) >>> import os\n(a) >>> os.kill(os.getpid(), 9)\n(a) >>> 1\n1\n", "ended by signal 9")

    def test_busy(self):
        self.assert_fails("(a) >>> while True: pass\n...\n", "has used up its time", arguments=["--timeout=0.5"])

    def test_threads_that_never_rest(self):
        text = """\
            (a) >>> import threading
            (a) >>> one, other = threading.Semaphore(1), threading.Semaphore(0)
            (a) >>> def play(mine, yours):
            ...     while True:
            ...         mine.acquire()
            ...         yours.release()
            ...
            (a) >>> threading.Thread(target=play, args=(one, other), daemon=True).start()
            (a) >>> threading.Thread(target=play, args=(other, one), daemon=True).start()
        """
        self.assert_fails(text, "has used up its time", arguments=["--timeout=0.5"])

    def test_roles_that_never_rest(self):
        """Two roles play ping-pong for ever: no run is long, but the document's time is over."""
        text = """\
            (a) >>> import socket, threading
            (a) >>> s = socket.create_server(("127.0.0.1", 3000))
            (a) >>> def play(con):
            ...     while data := con.recv(1): con.send(data)
            ...
            (b) >>> import socket, threading
            (b) >>> c = socket.create_connection(("127.0.0.1", 3000))
            (b) >>> def play(con):
            ...     while data := con.recv(1): con.send(data)
            ...
            (a) >>> con, _ = s.accept()
            (a) >>> threading.Thread(target=play, args=(con,), daemon=True).start()
            (b) >>> threading.Thread(target=play, args=(c,), daemon=True).start()
            (b) >>> c.send(b"x")
            1
            (b) >>> 2
            2
        """
        status, out = self.play(text, "--total-timeout=1")
        self.assertIn(status, (1, 3), out)
        self.assertIn("time", out)

    def test_ticks_for_ever(self):
        """Virtual time could go on for ever while another role waits."""
        text = """\
            (a) >>> import threading, time
            (a) >>> def tick():
            ...     while True: time.sleep(1)
            ...
            (a) >>> threading.Thread(target=tick, daemon=True).start()
            (a) >>> threading.Lock().acquire() and threading.Event().wait()
        """
        self.assert_fails(text, "a ", arguments=["--timeout=0.5"])

    def test_gigabyte(self):
        text = "(a) >>> for i in range(1000): print('x' * 1000000)\n...\nx\n"
        status, out = self.play(text, most=20)
        self.assertEqual(status, 1)
        self.assertLess(len(out), 1_000_000)

    def test_gigabyte_of_shell(self):
        status, out = self.play(SHELL + "(a) $ head -c 1000000000 /dev/zero\nx\n", most=20)
        self.assertEqual(status, 1)
        self.assertLess(len(out), 1_000_000)

    def test_daemon(self):
        text = SHELL + "(a) $ setsid sleep 1000 & sleep 0\n(a) $ (setsid sh -c 'sleep 1001 & sleep 1002' &)\n(a) $ echo done\ndone\n"
        self.assertEqual(self.play(text)[0], 0)

    def test_background_on_a_full_machine(self):
        """Where a look at all processes takes its time, a line may start one in the background and end while it is taken."""
        others = [subprocess.Popen(["sleep", "1000"]) for _ in range(300)]
        try:
            line = "(a) $ (i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo ready) & sleep 0\nready\n"
            status, out = self.play(SHELL + line * 20, most=60)
            self.assertEqual(status, 0, out)
        finally:
            for other in others:
                other.kill()
            for other in others:
                other.wait()

    def test_interrupted_at_any_moment(self):
        (self.folder / "a.txt").write_text(SHELL + "(a) $ sleep 1003 & setsid sleep 1004 & sleep 0\n(b) >>> import time\n" +
                                           "(b) >>> time.monotonic()\n<float>\n" * 20 + "(c) $ sleep 1005\n(b) >>> while True: pass\n...\n")
        for number in (2, 15, 1, 9):
            for milliseconds in (1, 3, 6, 10, 15, 25, 60):
                checker = subprocess.Popen([_check.CAUSETTE, "check", "a.txt"], cwd=self.folder, stdout=subprocess.DEVNULL,
                                           env={**os.environ, **self.marks})
                time.sleep(milliseconds / 1000)
                checker.send_signal(number)
                checker.wait(timeout=SECONDS)
                self.nothing_is_left(number, milliseconds)

    def test_kills_the_checkers_process(self):
        """Said, and nothing of it is left; the other documents are played."""
        (self.folder / "good.txt").write_text("(a) >>> 1\n1\n")
        text = SHELL + "(a) $ setsid sleep 1006 & setsid sh -c 'sleep 1007; sleep 1008' & touch here\n(a) $ kill -9 $PPID; sleep 1009\n"
        (self.folder / "a.txt").write_text(text)
        status, out, err = _check.check("-j2", "a.txt", *["good.txt"] * 5, cwd=self.folder, **self.marks)
        self.assertEqual((status, err), (3, ""))
        self.assertIn("a.txt: the checker's own process was ended by signal 9", out)
        self.assertEqual(out.count("good.txt: 1 turn as written"), 5)
        self.nothing_is_left(9, 0)

    def test_shut_folders(self):
        """Whatever modes a role gives, the folder goes; where it cannot, that is said."""
        self.folder.chmod(0o777)
        shut = "(a) >>> import os\n(a) >>> os.makedirs('x/y/z')\n(s) $ cd $TMPDIR/causette-*; chmod 0 x/y/z; chmod 0 x/y; chmod 0 x\n"
        (self.folder / "a.txt").write_text(SHELL + shut)
        (self.folder / "b.txt").write_text(SHELL + "(s) $ chmod 555 $TMPDIR\n")
        user = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        if user:
            os.chown(self.folder / "tmp", 65534, 65534)
        try:
            for name in ("a.txt", "b.txt"):
                done = subprocess.run([_check.CAUSETTE, "check", "--isolate=never", name], cwd=self.folder, capture_output=True, text=True, timeout=SECONDS,
                                      env={**os.environ, **self.marks, "LC_ALL": "C"}, **user)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                left = list((self.folder / "tmp").iterdir())
                said = f"causette check: the folder {left[0]} could not be removed: Permission denied\n" if left else ""
                self.assertEqual((len(left), done.stderr), (int(name == "b.txt"), said))
        except PermissionError:
            self.skipTest("another user cannot run it here")
        finally:
            (self.folder / "tmp").chmod(0o777)

    def test_ignores_signals(self):
        text = SHELL + "(a) $ trap '' TERM HUP INT; sleep 1000; sleep 1000\n"
        status, out = self.play(text)
        self.assertEqual(status, 0, out)

    def test_closes_its_channels(self):
        self.assert_fails("(a) >>> import os\n(a) >>> for i in range(3, 70000):\n...     try: os.close(i)\n...     except OSError: pass\n...\n"
                          "(a) >>> 1\n1\n", "a is ", arguments=["--timeout=1"])

    def test_folder_that_is_gone(self):
        text = """\
            (a) >>> import os
            (a) >>> folder = os.getcwd()
            (a) >>> os.rmdir(folder)
            (a) >>> 1
            1
            (b) >>> 2
            2
        """
        status, out = self.play(text)
        self.assertIn(status, (0, 1), out)

    def test_asks_for_memory(self):
        text = "(a) >>> bytearray(10**15)\nTraceback (most recent call last):\nMemoryError\n(a) >>> 1\n1\n"
        self.assertEqual(self.play(text)[0], 0)

    def launcher(self, command, *said, **options):
        return self.assert_fails("(a) >>> 1\n1\n", *said, arguments=["--timeout=1", f"--role=a={command}"], **options)

    def test_launchers(self):
        causette = _check.CAUSETTE
        self.launcher("echo hello; exec " + causette + " agent", "must leave standard output alone")
        self.launcher("exit 3", "status 3")
        self.launcher("kill -9 $$", "signal 9")
        self.launcher("sleep 100", "has used up its time")
        self.launcher("no-such-command", "status 127")
        self.launcher("yes", "must leave standard output alone")
        self.launcher("printf '{\"is\":\"idle\"'; sleep 100", "has used up its time")
        self.launcher("echo '{\"is\":\"idle\",\"at\":\"prompt\",\"prompt\":\"(a) >>> \",\"lost\":-1}'; sleep 100", "must leave standard output alone")
        self.launcher("cat /dev/zero", "a ", most=20)
        status, out = self.play("(a) >>> 1\n1\n", f"--role=a=exec {causette} agent")
        self.assertEqual(status, 0, out)

    def test_system_calls_that_fail(self):
        """With each of the agent's and the checker's own system calls failing once: no hang, no crash, nothing left."""
        binary = os.environ.get("CAUSETTE_SWITCHES")
        if not binary:
            self.skipTest("no binary with the switches")
        (self.folder / "a.txt").write_text((_check.HERE / "passing/tcp_echo.md").read_text())
        for number in range(1, 60):
            for error in (12, 9, 32):
                done = subprocess.run([binary, "check", "--timeout=2", "a.txt"], cwd=self.folder, capture_output=True, timeout=SECONDS,
                                      env={**os.environ, **self.marks, "LC_ALL": "C", "CAUSETTE_SWITCHES": f"fail-syscall={number}:{error}"})
                self.assertIn(done.returncode, (0, 1, 3), (number, error, done))
                self.assertNotIn(b"checker's own process", done.stdout)
                self.assertEqual(list((self.folder / "tmp").iterdir()), [])


if __name__ == "__main__":
    unittest.main()
