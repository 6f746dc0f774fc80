# SPDX-License-Identifier: GPL-3.0-or-later
"""Shells and watchers that meet in a folder of the test's own, and shells of the test's own making."""

import json
import os
import pathlib
import socket
import tempfile
import threading
import time
import unittest

from _terminal import Terminal

WAITING = "# Waiting"


class FakeShell:
    """A socket in the folder that tells whoever asks what it is given. Its name is a number that no process has, or has."""

    def __init__(self, folder, number, tell):
        self.listener = socket.socket(socket.AF_UNIX)
        self.path = folder / f"shell-{number}"
        self.listener.bind(str(folder / f"new-{number}"))
        self.listener.listen()
        (folder / f"new-{number}").rename(self.path)  # nobody finds it before it listens
        self.tell = tell
        self.ended = threading.Event()  # what it tells is told, or nobody listens
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                asking = self.listener.accept()[0]
            except OSError:
                return
            threading.Thread(target=self.answer, args=(asking,), daemon=True).start()

    def answer(self, asking):
        with asking:
            try:
                if asking.recv(100) == b"watch 1\n":
                    self.tell(asking)
            except OSError:
                pass
            self.ended.set()

    def close(self):
        self.listener.close()
        self.path.unlink(missing_ok=True)


def line(**keys):
    return json.dumps(keys).encode() + b"\n"


def hello(prompt, now=None):
    return line(hello=1, pid=1, prompt=prompt, now=time.monotonic_ns() if now is None else now)


def entry(call, name="listen", shown=None, at=None, moment="ended", **keys):
    at = time.monotonic_ns() if at is None else at
    keys = {"call": call, "moment": moment, "name": name, "task": 0, "socket": 1, "fd": 3, "begun": at, "ended": at, "real_begun": at,
            "real_ended": at, "waited": 0, "shown": shown or f"{name}()", "outcome": "returned", "text": f"{name}(fd 3)", **keys}
    return line(entry=keys)


class WatchCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runtime = pathlib.Path(folder.name)
        self.folder = self.runtime / "causette"
        self.folder.mkdir(0o700)
        self.environment = {"XDG_RUNTIME_DIR": str(self.runtime), "LC_ALL": "C.UTF-8", "LANGUAGE": None, "NO_COLOR": None}

    def open(self, *arguments, **options):
        environment = {**self.environment, **options.pop("environment", {})}
        terminal = Terminal(*arguments, environment=environment, **options)
        self.addCleanup(terminal.close)
        return terminal

    def watch(self, *arguments, **options):
        """A watcher that has looked at the folder."""
        watcher = self.open("watch", *arguments, **options)
        watcher.see(WAITING)
        return watcher

    def shell(self, name=None, **options):
        """A shell at its prompt, and that prompt."""
        shell = self.open(**options)
        shell.see_line()
        if not name:
            return shell, ">>> "
        prompt = f"({name}) >>> "
        shell.type(f'import sys; sys.ps1 = "{prompt}"')
        shell.see_line(prompt)
        return shell, prompt

    @staticmethod
    def type_block(shell, prompt, *lines):
        """A statement of several lines, each at its prompt; the empty line that ends it is typed too."""
        for text in (*lines, ""):
            shell.see_line(prompt)
            row = shell.screen.row
            shell.type(text)
            shell.wait(lambda row=row: shell.screen.row > row, "the end of the line")
            prompt = "... "

    def leave(self, *shells):
        """Ctrl-D in each."""
        for shell in shells:
            shell.send("\x04")
            self.assertEqual(shell.end(), 0, shell.screen.text())

    def fake(self, number, tell):
        fake = FakeShell(self.folder, number, tell)
        self.addCleanup(fake.close)
        return fake

    def end(self, watcher, status=0):
        watcher.interrupt()
        self.assertEqual(watcher.end(), status, watcher.screen.text())
        return watcher.screen.text()


def port():
    """One that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def memory_of(pid):
    """Bytes that a process has in memory."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGESIZE")
