#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents in passing/ go as written, one by one and side by side, twice the same, and leave nothing behind."""

import pathlib
import re
import tempfile
import unittest

import _check
from _check import check

COPIES = 20


class Passing(unittest.TestCase):
    maxDiff = None

    def test_each_passes(self):
        paths = [path.name for path in _check.documents("passing")]
        self.assertGreaterEqual(len(paths), 40)
        for jobs in ("-j1", "-j4"):
            status, out, err = check(jobs, *paths, cwd=_check.HERE / "passing")
            lines = out.splitlines()
            self.assertEqual([re.sub(r"\d+ turns?", "N turns", line) for line in lines[:-1]], [f"{path}: N turns as written" for path in paths],
                             out)
            self.assertEqual((lines[-1], status, err), (f"{len(paths)} passed, 0 failed", 0, ""))

    def test_many_on_one_port(self):
        """The same document many times side by side: each has the ports to itself."""
        status, out, _ = check("-j", COPIES, *["exemple.rst"] * COPIES, cwd=_check.HERE / "passing")
        self.assertEqual((status, out), (0, "exemple.rst: 26 turns as written\n" * COPIES + f"{COPIES} passed, 0 failed\n"))

    def test_nothing_is_left(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(check(_check.HERE / "passing/unix_sockets.txt", TMPDIR=folder)[0], 0)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
