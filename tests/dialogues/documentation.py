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


DRAWN = re.compile(r"(?m)^    \$ causette (draw .*)\n((?:    .*\n)+)")


def rows(text):
    """Of a ladder, without what the kernel chooses anew each time: ports, and when it acknowledges."""
    lines = (re.sub(r":[3-6]\d{4}\b", ":PORT", line).strip() for line in text.splitlines())
    return [line for line in lines if not re.search(r"┄ ACK ┄", line)]


class Documentation(unittest.TestCase):
    def test_dialogues(self):
        pages = [page for page in PAGES if re.search(r"(?m)^ *(\(\w+\) )?>>> ", (_check.ROOT / page).read_text())]
        self.assertIn("README.md", pages)
        self.assertIn("doc/dialogues.md", pages)
        status, out, err = check(*pages, cwd=_check.ROOT)
        self.assertEqual((status, err), (0, ""), out)

    def test_ladders(self):
        """What a page shows of a ladder is a part of it, today too."""
        drawn = [(page, *match) for page in PAGES for match in DRAWN.findall((_check.ROOT / page).read_text())]
        self.assertLessEqual({"README.md", "doc/kernel-view.md", "doc/tutorial.md", "doc/tutoriel.fr.md"}, {page for page, _, _ in drawn})
        for page, words, shown in drawn:
            done = subprocess.run([_check.CAUSETTE, *words.split()], cwd=_check.ROOT, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, timeout=_check.SECONDS)
            self.assertEqual((done.returncode, done.stderr), (0, ""), page)
            if " SYN " not in done.stdout:
                self.skipTest("no network namespaces here, so no packets")
            whole, part = rows(done.stdout), rows(shown)
            self.assertGreater(len(part), 5)
            self.assertTrue(any(whole[i:i + len(part)] == part for i in range(len(whole))), f"{page}: it is now\n{done.stdout}")

    def test_columns_of_sockets(self):
        """Every column has its line in the page."""
        titles = re.findall(r'\{ _\("([^"]+)"\), \d+, (?:true|false) \}', (_check.ROOT / "src/shell/view_sockets.c").read_text())
        self.assertGreater(len(titles), 10)
        page = (_check.ROOT / "doc/kernel-view.md").read_text()
        self.assertEqual(re.findall(r"(?m)^\| ([\w' ]+) \|", page.split("## The states")[0])[1:], titles)

    def test_draw_options(self):
        said = set(re.findall(r"--[a-z][a-z-]+", check("--help", command="draw")[1]))
        manual = (_check.ROOT / "doc/man/causette-draw.1").read_text().replace("\\-", "-")
        self.assertEqual(set(re.findall(r"(?m)^\.It.* Fl (-[a-z][a-z-]+)", manual)), {option[1:] for option in said})

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
