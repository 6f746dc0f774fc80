# SPDX-License-Identifier: GPL-3.0-or-later
"""import_finders.py: Python's own import machinery takes over when a program asks for it, its finders and loaders are asked."""

import os
import pathlib
import subprocess
import sys
import unittest

ORACLE, LIBRARY = "/usr/bin/python3", "/usr/lib/python3.11"
PROGRAM = """import sys, time
print([finder.__name__ for finder in sys.meta_path if isinstance(finder, type)])
import plain, package.inner
print(plain.__spec__.name, plain.__spec__.origin == plain.__file__, type(plain.__loader__).__name__, package.inner.__spec__.parent)

class Finder:
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        print("asked for", name, path is None)
        if name == "made":
            return type(plain.__spec__)(name, cls)

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        module.value = 7

sys.meta_path.insert(0, Finder)
import made
print(made.value, made.__spec__.name, made.__package__ == "")
from package import other
print(other.above is package)
for name in "missing", "package.missing", "plain.missing":
    try:
        __import__(name)
    except ImportError as error:
        print(type(error).__name__, error, error.name)
print(time.__spec__.origin, time.__loader__.__name__)
"""


@unittest.skipUnless(os.path.exists(ORACLE) and os.path.exists(LIBRARY), "no python3.11 and its library")
class FinderTest(unittest.TestCase):
    def test_same(self):
        pathlib.Path("package").mkdir()
        pathlib.Path("package/__init__.py").write_text("")
        pathlib.Path("package/inner.py").write_text("")
        pathlib.Path("package/other.py").write_text("import package as above\n")
        pathlib.Path("plain.py").write_text("")
        pathlib.Path("program.py").write_text(PROGRAM)
        told = [subprocess.run([binary, *options, "program.py"], capture_output=True, text=True, timeout=60, env={**os.environ, **more})
                for binary, options, more in ((ORACLE, ["-B"], {}), (os.environ["CAUSETTE"], [], {"PYTHONPATH": LIBRARY}))]
        self.assertEqual(told[1].stderr, "")
        self.assertEqual(told[1].stdout, told[0].stdout)


if __name__ == "__main__":
    sys.exit(unittest.main())
