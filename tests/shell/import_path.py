# SPDX-License-Identifier: GPL-3.0-or-later
"""import_path.py: what PYTHONPATH names comes behind the program's folder, as under python3."""

import os
import pathlib
import subprocess
import sys
import unittest

ORACLE = "/usr/bin/python3"
SHOW = """import sys
print(sys.path[:int(sys.argv[1])])
try:
    import beside
    print(beside.where, beside.__file__)
except ImportError as error:
    print(type(error).__name__, error)
"""


def run(binary, pythonpath, *args):
    done = subprocess.run([binary, *args], env={**os.environ, "PYTHONPATH": pythonpath}, capture_output=True, timeout=60, text=True)
    return done.returncode, done.stdout, done.stderr.splitlines()[-1:]


@unittest.skipUnless(os.path.exists(ORACLE), "no python3 to compare with")
class PathTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for folder in "first", "second/inner", "package/beside":
            pathlib.Path(folder).mkdir(parents=True)
        pathlib.Path("first/beside.py").write_text("where = 'first'\n")
        pathlib.Path("second/beside.py").write_text("where = 'second'\n")
        pathlib.Path("package/beside/__init__.py").write_text("where = 'package'\n")
        pathlib.Path("file").write_text("no folder\n")
        pathlib.Path("show.py").write_text(SHOW)
        os.symlink("loop", "loop")
        os.symlink("second", "link")
        pathlib.Path("locked").mkdir(mode=0)

    def same(self, pythonpath, count):
        for args in ("-c", SHOW, str(count + 1)), ("show.py", str(count + 1)):
            with self.subTest(pythonpath=pythonpath, args=args[0]):
                self.assertEqual(run(os.environ["CAUSETTE"], pythonpath, *args), run(ORACLE, pythonpath, *args))

    def test_order(self):
        self.same("first:second", 2)
        self.same("second:first", 2)
        self.same("nowhere:package:first", 3)

    def test_made_absolute(self):
        self.same(f"{os.getcwd()}/second/inner/..:", 2)
        self.same("./second//inner/../:first/.", 2)
        self.same("/../..:/", 1)

    def test_named_twice(self):
        self.same("first:second:first:./second/", 2)

    def test_no_folders(self):
        self.same("file:loop:loop/inner:locked:nowhere:link", 6)
        self.same("file", 1)

    def test_empty(self):
        self.same("", 0)
        self.same(":", 1)


if __name__ == "__main__":
    sys.exit(unittest.main())
