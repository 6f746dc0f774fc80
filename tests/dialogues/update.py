#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""--update and --diff: only expected lines that differ are written, at once or not at all."""

import os
import pathlib
import shutil
import stat
import subprocess
import tempfile
import unittest

import _check
from _check import check

OLD = """# Title

    (a) >>> print("one\\ntwo")   # a comment
    one
    zwei

Prose stays.

    (b) >>> import socket
    (b) >>> socket.create_server(("127.0.0.1", 0)).getsockname()
    ('127.0.0.2', <port:P>)
    (a) >>> 5
"""
NEW = OLD.replace("zwei", "two").replace("127.0.0.2", "127.0.0.1") + "    5\n"


class Updating(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.path = self.folder / "doc.md"
        self.path.write_text(OLD)

    def check(self, *arguments):
        return check(*arguments, cwd=self.folder)

    def test_update(self):
        self.path.chmod(0o640)
        (self.folder / "link.md").symlink_to("doc.md")
        self.assertEqual(self.check("--update", "link.md"), (0, "link.md: 3 turns updated\n1 passed, 0 failed\n", ""))
        self.assertEqual(self.path.read_text(), NEW)
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), 0o640)
        self.assertTrue((self.folder / "link.md").is_symlink())
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["doc.md", "link.md"])
        written = self.path.stat()
        self.assertEqual(self.check("--update", "doc.md"), (0, "doc.md: 4 turns as written\n1 passed, 0 failed\n", ""))
        self.assertEqual((written.st_ino, written.st_mtime_ns), (self.path.stat().st_ino, self.path.stat().st_mtime_ns))

    def test_diff(self):
        status, out, _ = self.check("--diff", "doc.md")
        self.assertEqual((status, self.path.read_text()), (1, OLD))
        self.assertTrue(out.startswith("--- doc.md\n+++ doc.md\n@@ -2,11 +2,12 @@\n"), out)
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", "doc.md"], cwd=self.folder, input=out.encode(), check=True)
            self.assertEqual(self.path.read_text(), NEW)

    def test_diff_of_two_places(self):
        middle = "".join(f"line {i}\n" for i in range(20))
        self.path.write_text(">>> 1\n2\n\n" + middle + "\n>>> 3\n4")
        status, out, _ = self.check("--diff", "doc.md")
        self.assertEqual(status, 1)
        self.assertEqual(out, "--- doc.md\n+++ doc.md\n@@ -1,5 +1,5 @@\n >>> 1\n-2\n+1\n \n line 0\n line 1\n"
                              "@@ -23,4 +23,4 @@\n line 19\n \n >>> 3\n-4\n\\ No newline at end of file\n+3\n\\ No newline at end of file\n0 passed, 1 failed\n")
        if shutil.which("patch"):
            subprocess.run(["patch", "-s", "doc.md"], cwd=self.folder, input=out.encode(), check=True)
            self.assertEqual(self.path.read_text(), ">>> 1\n1\n\n" + middle + "\n>>> 3\n3")

    def test_what_no_update_mends(self):
        self.path.write_text(OLD + "    (b) >>> import threading; threading.Event().wait()\n")
        status, out, _ = self.check("--update", "doc.md")
        self.assertEqual(status, 1)
        self.assertTrue(out.startswith("doc.md: 3 turns updated\ndoc.md:13: b still waits\n"), out)
        self.assertTrue(self.path.read_text().startswith(NEW))

    def test_ports(self):
        self.path.write_text('(s) >>> import socket\n(s) >>> s = socket.create_server(("127.0.0.1", 3000))\n(c) >>> import socket\n'
                             '(c) >>> c = socket.create_connection(("127.0.0.1", 3000))\n(c) >>> c.getsockname()\n(s) >>> con, a = s.accept(); a\n'
                             '(s) >>> object()\n(u) >>> import socket; u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)\n'
                             '(u) >>> u.bind(("127.0.0.1", 0)); u.getsockname()\n')
        for words, out in ((["--update"], "doc.md: 4 turns updated\n"), ([], "doc.md: 9 turns as written\n"), (["--update"], "doc.md: 9 turns as written\n")):
            self.assertEqual(self.check(*words, "doc.md"), (0, out + "1 passed, 0 failed\n", ""))
        for line in ("(c) >>> c.getsockname()\n('127.0.0.1', <port:A>)\n(s)", "a\n('127.0.0.1', <port:A>)\n", "<object object at 0x<hex>>\n",
                     "u.getsockname()\n('127.0.0.1', <port>)\n"):
            self.assertIn(line, self.path.read_text())

    @unittest.skipUnless(os.path.exists("/usr/bin/python3"), "no other interpreter")
    def test_ports_of_programs(self):
        self.path.write_text('(s) >>> import socket; s = socket.create_server(("127.0.0.1", 0))\n(s) >>> s.getsockname()\n')
        status, out, err = self.check("--update", "--with=s=/usr/bin/python3", "doc.md")
        if err:
            self.skipTest(err)
        self.assertEqual((status, self.path.read_text().splitlines()[-1]), (0, "('127.0.0.1', <port>)"), out)

    def test_what_differs_each_time(self):
        """It is not said to go as written."""
        self.path.write_text("(a) >>> import time\n(a) >>> time.time()\n")
        status, out, _ = self.check("--update", "doc.md")
        self.assertEqual(status, 1, out)
        self.assertRegex(out, r"doc.md: 1 turn updated\ndoc.md: played once more, it shows something else:\ndoc.md:2: a shows something else\n")

    def test_played_in_a_fresh_network(self):
        """What the first time left in the network does not matter to the second."""
        self.path.write_text('(s) >>> import socket\n(s) >>> s = socket.socket(); s.bind(("127.0.0.1", 3000)); s.listen()\n(c) >>> import socket\n'
                             '(c) >>> c = socket.create_connection(("127.0.0.1", 3000))\n(s) >>> con, _ = s.accept(); con.close()\n(c) >>> c.recv(5)\n'
                             '(c) >>> c.close()\n')
        status, out, err = self.check("--update", "doc.md")
        if err:
            self.skipTest(err)
        self.assertEqual((status, out), (0, "doc.md: 1 turn updated\n1 passed, 0 failed\n"))

    def test_refused(self):
        self.path.write_text('>>> print("\\x1b[1mbold")\nplain\n>>> 2\n3\n')
        status, out, _ = self.check("--update", "doc.md")
        self.assertEqual(status, 1)
        self.assertTrue(out.startswith("doc.md: 1 turn updated\ndoc.md:1: not updated: "), out)
        self.assertEqual(self.path.read_text(), '>>> print("\\x1b[1mbold")\nplain\n>>> 2\n2\n')

    def test_changed_meanwhile(self):
        """What somebody wrote while the document was played is not lost."""
        self.path.write_text(f'>>> with open({str(self.path)!r}, "a") as f: _ = f.write("mine")\n...\n>>> 1\n2\n')
        status, out, _ = self.check("--update", "doc.md")
        self.assertEqual(status, 3)
        self.assertIn("doc.md: not updated: it was changed while it was played\n", out)
        self.assertTrue(self.path.read_text().endswith("2\nmine"))

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_read_only(self):
        self.path.chmod(0o400)
        self.assertEqual(self.check("--update", "doc.md")[0], 3)
        self.assertEqual(self.path.read_text(), OLD)

    def test_failing_documents(self):
        """Updated, each document that could be played goes as far as it can; a second time changes nothing."""
        for path in _check.documents("failing"):
            self.path = self.folder / path.name
            shutil.copy(path, self.path)
            self.check("--update", path.name)
            once = self.path.read_bytes()
            self.check("--update", path.name)
            self.assertEqual(self.path.read_bytes(), once, path.name)

    def test_passing_documents_stay(self):
        for path in _check.documents("passing"):
            shutil.copy(path, self.folder)
        for path in (_check.HERE / "passing").glob("*.py"):
            shutil.copy(path, self.folder)
        names = [path.name for path in _check.documents("passing")]
        self.assertEqual(self.check("--update", *names)[0], 0)
        for path in _check.documents("passing"):
            self.assertEqual((self.folder / path.name).read_bytes(), path.read_bytes(), path.name)


if __name__ == "__main__":
    unittest.main()
