#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A dialogue tests a server in another language: one that is right, and one with a mistake in it."""

import pathlib
import shutil
import sys
import tempfile
import unittest

import _check
from _check import check

FOLDER = _check.HERE / "languages"
UNAVAILABLE = 77


class Languages(unittest.TestCase):
    def test_perl(self):
        for _ in range(5):
            self.assertEqual(check("upper.md", cwd=FOLDER), (0, "upper.md: 13 turns as written\n1 passed, 0 failed\n", ""))

    def test_mistake(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(FOLDER / "upper.md", folder)
            program = (FOLDER / "upper.pl").read_text().replace("uc $line", "lc $line")
            pathlib.Path(folder, "upper.pl").write_text(program)
            status, out, _ = check("upper.md", cwd=folder)
        self.assertEqual(status, 1)
        self.assertIn("    - b'HELLO\\n'\n    + b'hello\\n'\n        ^\n", out)
        self.assertIn("server ", out)


if __name__ == "__main__":
    if not shutil.which("perl"):
        print("no perl")
        sys.exit(UNAVAILABLE)
    unittest.main()
