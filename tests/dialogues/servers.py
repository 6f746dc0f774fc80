#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents with real servers, those of tests/servers, go as written at each play, side by side, without a sleep in them. A server that
is not installed is left out, and said."""

import re
import shutil
import sys
import unittest

import _check
from _check import check

PLAYS = 4
FOLDER = _check.HERE.parent / "servers"
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def server_of(path):
    """The program that its first line at a shell's prompt runs."""
    return re.search(r"^ *\(.*?\) \$ (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)[1]


HERE, MISSING = [], []
for document in sorted(FOLDER.glob("*.md")):
    (HERE if shutil.which(server_of(document), path=PATH) else MISSING).append(document)


class Servers(unittest.TestCase):
    def test_plays(self):
        for document in HERE:
            with self.subTest(document.name):
                status, out, err = check("-j2", *[document.name] * PLAYS, cwd=FOLDER, PATH=PATH)
                self.assertEqual((status, err), (0, ""), out)


if __name__ == "__main__":
    left_out = ", ".join(server_of(document) for document in MISSING)
    if not HERE:
        print(f"not installed: {left_out}")
        sys.exit(77)
    if left_out:
        print(f"not installed: {left_out}", file=sys.stderr)
    unittest.main()
