#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of lines: its file, who may read it, and what happens when it cannot be kept."""

import os
import pathlib
import stat
import tempfile
import unittest

from _terminal import Terminal, main, work_seconds

UP = "\x1b[A"


class History(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name)
        self.state = self.home / "state"
        self.file = self.state / "causette" / "history"

    def open(self, **environment):
        shell = Terminal(environment={"HOME": str(self.home), "XDG_STATE_HOME": str(self.state), **environment})
        self.addCleanup(shell.close)
        shell.see_line()
        return shell

    def leave(self, shell):
        shell.send("\x04")
        self.assertEqual(shell.end(), 0)

    def write(self, data):
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(data)

    def fetch(self, shell, *lines):
        """Going up shows these, the last one first."""
        for line in lines:
            shell.send(UP)
            shell.see_line(">>> " + line)
        shell.send("\x15")
        shell.see_line()


class File(History):
    def test_where_it_is_and_who_may_read_it(self):
        previous = os.umask(0)
        self.addCleanup(os.umask, previous)
        shell = self.open()
        shell.run("1 + 1")
        self.assertEqual(self.file.read_text(encoding="utf-8"), "1 + 1\n")
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        for folder in self.file.parent, self.state:
            self.assertEqual(stat.S_IMODE(folder.stat().st_mode), 0o700, folder)

    def test_other_files_stay(self):
        """Behind a link, symbolic or not, or of somebody else: it gets no lines, and no other mode."""
        self.file.parent.mkdir(parents=True)
        precious = self.state / "precious"
        precious.write_text("mine\n")
        precious.chmod(0o644)
        missing = self.state / "missing"
        def link(make):
            self.file.unlink(missing_ok=True)
            make()
        steps = [lambda: self.file.symlink_to(precious), lambda: self.file.hardlink_to(precious), lambda: self.file.symlink_to(missing)]
        if os.geteuid() == 0:
            steps.append(lambda: (self.file.write_text("mine\n"), self.file.chmod(0o644), os.chown(self.file, 65534, 65534)))
        for step in steps:
            link(step)
            shell = self.open()
            shell.run("1 + 1")
            shell.send(UP)
            shell.see_line(">>> 1 + 1")
            shell.send("\x15")
            self.leave(shell)
            self.assertEqual((precious.read_text(), stat.S_IMODE(precious.stat().st_mode)), ("mine\n", 0o644))
            self.assertFalse(missing.exists())
        if os.geteuid() == 0:
            self.assertEqual((self.file.read_text(), stat.S_IMODE(self.file.stat().st_mode)), ("mine\n", 0o644))

    def test_the_default_place(self):
        shell = self.open(XDG_STATE_HOME=None)
        shell.run("'here'")
        self.assertEqual((self.home / ".local/state/causette/history").read_text(encoding="utf-8"), "'here'\n")

    def test_a_relative_state_folder_is_not_taken(self):
        """The standard wants absolute ones."""
        shell = self.open(XDG_STATE_HOME="relative")
        shell.run("'here'")
        self.assertTrue((self.home / ".local/state/causette/history").exists())

    def test_nothing_is_made_before_a_line(self):
        self.leave(self.open())
        self.assertFalse(self.state.exists())

    def test_the_next_shell_has_it(self):
        shell = self.open()
        shell.run("'first'")
        shell.run("'second'")
        self.leave(shell)
        self.fetch(self.open(), "'second'", "'first'")

    def test_a_killed_shell_has_kept_it(self):
        shell = self.open()
        shell.run("'kept'")
        shell.close()
        self.fetch(self.open(), "'kept'")

    def test_two_shells_lose_nothing(self):
        one, two = self.open(), self.open()
        one.run("'one'")
        two.run("'two'")
        one.run("'three'")
        self.leave(one)
        self.leave(two)
        self.fetch(self.open(), "'three'", "'two'", "'one'")

    def test_each_line_of_a_statement(self):
        shell = self.open()
        shell.run("def f():\r    return 'ça'\r")
        self.assertEqual(self.file.read_text(encoding="utf-8"), "def f():\n    return 'ça'\n")
        self.fetch(shell, "    return 'ça'", "def f():")

    def test_not_twice_and_not_blank(self):
        shell = self.open()
        shell.run("1")
        shell.run("1")
        shell.run("")
        shell.run("   ")
        shell.run("2")
        self.fetch(shell, "2", "1")
        self.assertEqual(self.file.read_text(encoding="utf-8"), "1\n2\n")


class Trouble(History):
    """Nothing is said of it, and the shell works."""

    def works(self, shell):
        self.assertEqual(shell.run("1 + 1"), "2")
        self.fetch(shell, "1 + 1")
        self.assertNotIn("rror", shell.screen.text())
        self.leave(shell)

    def test_no_home(self):
        self.works(self.open(HOME=None, XDG_STATE_HOME=None))

    def test_the_folder_cannot_be_made(self):
        self.state.write_text("a file", encoding="utf-8")
        self.works(self.open())
        self.assertEqual(self.state.read_text(encoding="utf-8"), "a file")

    def test_a_home_that_is_not_there(self):
        self.works(self.open(HOME="/nonexistent/home", XDG_STATE_HOME=None))

    def test_the_file_is_a_folder(self):
        self.file.mkdir(parents=True)
        self.works(self.open())

    def test_no_permission(self):
        self.write(b"'old'\n")
        self.file.chmod(0o400)
        self.file.parent.chmod(0o500)
        self.addCleanup(self.file.parent.chmod, 0o700)
        self.works(self.open())

    def test_a_fifo(self):
        """Nobody reads it: the shell does not wait for that."""
        self.file.parent.mkdir(parents=True)
        os.mkfifo(self.file)
        self.works(self.open())

    def test_bytes_that_are_no_text(self):
        self.write(bytes(range(256)) * 8 + b"\n'last'\n")
        shell = self.open()
        self.fetch(shell, "'last'")
        self.assertEqual(shell.run("1 + 1"), "2")

    def test_no_newline_at_the_end(self):
        self.write(b"'first'\n'last'")
        self.fetch(self.open(), "'last'", "'first'")

    def test_a_line_without_an_end(self):
        """Ten megabytes of it."""
        self.write(b"x" * 10_000_000)
        shell = self.open()
        self.assertEqual(shell.run("1 + 1"), "2")
        self.assertLess(work_seconds(shell.pid), 5)

    def test_a_huge_file(self):
        """It starts at once, and the file is cut to the lines that are kept, for its owner alone."""
        self.write(b"".join(b"'line %07d'\n" % i for i in range(500_000)))
        shell = self.open()
        self.assertLess(work_seconds(shell.pid), 3)
        self.fetch(shell, "'line 0499999'", "'line 0499998'")
        self.leave(shell)
        self.assertLess(self.file.stat().st_size, 1 << 17)
        self.assertEqual(stat.S_IMODE(self.file.stat().st_mode), 0o600)
        self.assertTrue(self.file.read_bytes().endswith(b"'line 0499999'\n"))


if __name__ == "__main__":
    main()
