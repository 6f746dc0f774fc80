#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The manual pages: each is there in both languages, with the same options, marks and settings, and parses without a word; what a
page of a command names, its --help names too."""

import os
import pathlib
import re
import shutil
import subprocess
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "doc/man").glob("*.[15]"))
BUILD = os.environ.get("CAUSETTE_BUILD")


def items(page):
    """What its lists have entries for: the flags and words of each .It, without the names of their values."""
    found = []
    for line in page.read_text(encoding="utf-8").split("\n"):
        if line.startswith(".It "):
            found.append(re.findall(r"(?:Fl|Cm|Ev|Pa) (\S+)|^\.It (\d+)$", line))
    return found


def options(page):
    """The long options that a page describes."""
    return set(re.findall(r"Fl -([a-z][a-z-]+)", "\n".join(line for line in page.read_text(encoding="utf-8").split("\n")
                                                          if line.startswith(".It "))))


class Pages(unittest.TestCase):
    maxDiff = None

    def test_french(self):
        self.assertEqual([page.name for page in PAGES], [page.name for page in sorted((ROOT / "doc/man/fr").iterdir())])
        for page in PAGES:
            self.assertEqual(items(page), items(ROOT / "doc/man/fr" / page.name), page.name)

    def test_installed(self):
        text = (ROOT / "meson.build").read_text(encoding="utf-8")
        for page in PAGES:
            self.assertIn(f"'doc/man/{page.name}'", text)
            self.assertIn(f"'doc/man/fr/{page.name}'", text)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_parse(self):
        for page in [*PAGES, *(ROOT / "doc/man/fr").iterdir()]:
            said = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page], capture_output=True, text=True, check=False)
            self.assertEqual(said.stdout, "", page)

    @unittest.skipUnless(BUILD, "no build")
    def test_help(self):
        for page in PAGES:
            command = page.stem.removeprefix("causette").strip("-")
            if command == "dialogue":
                continue
            words = [f"{BUILD}/causette", *([command] if command else []), "--help"]
            told = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "LC_ALL": "C"}).stdout
            missing = set(re.findall(r"(?<![\w-])--([a-z][a-z-]+)", told)) - options(page) - {"record-", "trace-"}
            self.assertEqual(missing, set(), page.name)


if __name__ == "__main__":
    unittest.main()
