#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""README shows what `causette check README.md` prints, to the letter."""

import re
import unittest

import _check
from _check import check


class Readme(unittest.TestCase):
    def test_what_check_prints(self):
        text = (_check.ROOT / "README.md").read_text(encoding="utf-8")
        shown = re.search(r"\$ causette check README\.md\n((?: {4}.*\n)+)", text)[1]
        status, out, err = check("README.md", cwd=_check.ROOT)
        self.assertEqual([line[4:] for line in shown.splitlines()], out.splitlines())
        self.assertEqual((status, err), (0, ""))


if __name__ == "__main__":
    unittest.main()
