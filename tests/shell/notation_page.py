#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""doc/notation.md is true: what it lists as left out is refused by name, and every other module can be imported."""

import os
import pathlib
import re
import subprocess
import sys
import unittest

PAGE = pathlib.Path(__file__).resolve().parents[2] / "doc/notation.md"
LACKING = "(Python has it, causette has not)"
REFUSED = re.compile(r"Python has (it|them)|is not in causette's notation")
# Those of other systems, and those that do something when they are imported.
ELSEWHERE = {"msilib", "msvcrt", "nt", "winreg", "winsound"}
ACTING = {"antigravity", "this"}


def between(mark):
    return re.search(rf"<!-- {mark} -->\n(.*?)<!-- end -->", PAGE.read_text(encoding="utf-8"), re.DOTALL).group(1)


def run(program):
    done = subprocess.run([os.environ["CAUSETTE"], "-W", "ignore", "-c", program], capture_output=True, text=True)
    return done.stdout, done.stderr.strip().splitlines()[-1:]


@unittest.skipUnless(sys.version_info[:2] == (3, 11), "this python3 is another than 3.11")
class Page(unittest.TestCase):
    maxDiff = None

    @unittest.skipUnless(run("import json")[1] == [], "causette is built without Python's library")
    def test_modules(self):
        left_out = between("modules left out").split()
        names = sorted(name for name in sys.stdlib_module_names - ELSEWHERE - ACTING if not name.startswith("_"))
        shown, _ = run(f"""
for name in {names!r}:
    try:
        __import__(name)
    except ImportError as error:
        print(name, error)
""")
        refused = dict(line.split(" ", 1) for line in shown.splitlines())
        self.assertEqual(sorted(refused), left_out)
        self.assertEqual([name for name, text in refused.items() if not text.endswith(LACKING)], [])

    def test_parts(self):
        typed = re.findall(r"^\| `(.*?)` \|", between("refused"), re.MULTILINE)
        self.assertGreater(len(typed), 8)
        for line in typed:
            with self.subTest(line):
                self.assertRegex(" ".join(run(line)[1]), REFUSED)


if __name__ == "__main__":
    unittest.main()
