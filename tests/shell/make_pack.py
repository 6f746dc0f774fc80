#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/make_pack.py: what goes into a pack, under which name; and that the same sources give the same bytes."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MAKER = pathlib.Path(os.environ["CAUSETTE"]).resolve().parent / "src/make_pack"
sys.path.insert(0, str(ROOT / "tools"))
import make_pack

LIBRARY = {"alone.py": "x = 1\n", "other.py": "", "packed/__init__.py": "", "packed/one.py": "y = {1, 'a', None}\n",
           "packed/test/__init__.py": "", "packed/test/two.py": "", "packed/deep/__init__.py": "", "packed/deep/three.py": ""}
LIST = "# what is wanted\nal*e packed   # with all of it\n-packed.test\n"


class Packs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for name, text in LIBRARY.items():
            file = self.folder / "library" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (self.folder / "list").write_text(LIST, encoding="utf-8")

    def make(self, name):
        files = [self.folder / (name + ending) for ending in (".pack", ".c", ".d")]
        command = [sys.executable, ROOT / "tools/make_pack.py", MAKER, *files[:2], "library", self.folder / "library",
                   self.folder / "list", files[2], self.folder / (name + ".deflated")]
        return subprocess.run(command, capture_output=True, text=True, check=False), files

    def test_names(self):
        modules = make_pack.library(self.folder / "library", self.folder / "list")
        self.assertEqual([module[:3] for module in modules], [
            ("alone", False, "alone.py"),
            ("packed", True, "packed/__init__.py"),
            ("packed.deep", True, "packed/deep/__init__.py"),
            ("packed.deep.three", False, "packed/deep/three.py"),
            ("packed.one", False, "packed/one.py")])

    def test_own_names(self):
        rows = make_pack.notation([ROOT / "src/modules/os/os.py", ROOT / "src/builtin/functions/prelude.py"])
        self.assertEqual([row[:3] for row in rows], [("os", False, "<causette os>"), ("<prelude>", False, "<causette prelude>")])

    def test_same_bytes(self):
        results = [self.make(name) for name in ("first", "second")]
        self.assertEqual([result.stderr for result, _ in results], ["", ""])
        first, second = (files[0].read_bytes() for _, files in results)
        self.assertEqual(first, second)
        self.assertTrue(first.startswith(b"causette"))
        self.assertIn("packed/one.py", results[0][1][2].read_text(encoding="utf-8"))

    def test_error(self):
        (self.folder / "library/alone.py").write_text("x = (\n", encoding="utf-8")
        result, _ = self.make("wrong")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("alone.py:1: '(' was never closed", result.stderr)

    def test_missing(self):
        (self.folder / "library/alone.py").unlink()
        result, _ = self.make("missing")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("has no module al*e", result.stderr)


if __name__ == "__main__":
    unittest.main()
