#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogues in README.md and doc/ go as written, and what the documentation says of options is all that there is."""

import re
import shutil
import subprocess
import unittest

import _check
from _check import check

PAGES = ["README.md", *sorted(str(path.relative_to(_check.ROOT)) for path in (_check.ROOT / "doc").glob("*.md"))]


class Documentation(unittest.TestCase):
    def test_dialogues(self):
        pages = [page for page in PAGES if re.search(r"(?m)^ *(\(\w+\) )?>>> ", (_check.ROOT / page).read_text())]
        self.assertIn("README.md", pages)
        self.assertIn("doc/dialogues.md", pages)
        status, out, err = check(*pages, cwd=_check.ROOT)
        self.assertEqual((status, err), (0, ""), out)

    def test_options(self):
        """Help, page and manual name the same options."""
        said = set(re.findall(r"--[a-z][a-z-]+", check("--help")[1]))
        self.assertEqual(set(re.findall(r"(?m)^\| .*?`(?:-\w(?: N)?`, `)?(--[a-z-]+)", (_check.ROOT / "doc/dialogues.md").read_text())), said - {"--help"})
        manual = (_check.ROOT / "doc/man/causette-check.1").read_text().replace("\\-", "-")
        self.assertEqual(set(re.findall(r"(?m)^\.It.* Fl (-[a-z][a-z-]+)", manual)), {option[1:] for option in said})

    @unittest.skipUnless(shutil.which("groff"), "no groff to read manuals with")
    def test_manuals(self):
        for manual in sorted((_check.ROOT / "doc/man").iterdir()):
            done = subprocess.run(["groff", "-mdoc", "-Tutf8", "-ww", "-z", str(manual)], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_marks(self):
        """Every mark and setting that an error names is explained."""
        problems = check("-", stdin=">>> 1  # causette: nonsense\n\n<!-- causette: nonsense -->\n")[1]
        named = set(re.findall(r"[ ,]([a-z][a-z-]+)=|(\+[A-Z_]+)|there are (\w+),", problems))
        words = {word for group in named for word in group if word}
        self.assertGreater(len(words), 8)
        for page in ("doc/dialogues.md", "doc/man/causette-dialogue.5"):
            text = (_check.ROOT / page).read_text().replace("\\-", "-")
            for word in words:
                self.assertIn(word, text, page)


if __name__ == "__main__":
    unittest.main()
