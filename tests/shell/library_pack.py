#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pack of Python's own library: found beside the binary, read as python3 reads its modules, refused when it is wrong."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

CAUSETTE = pathlib.Path(os.environ["CAUSETTE"]).resolve()
PACK = CAUSETTE.parent / "library.pack"
PYTHON = "/usr/bin/python3.11"  # whose library that folder is
FOLDER = "/usr/lib/python3.11"
ENVIRONMENT = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
TRACED = "import json\njson.loads('{')\n"
SHOWN = """import json, json.decoder, textwrap, inspect, linecache, pkgutil, importlib.util
print(json.__file__, json.__path__, json.decoder.__package__, json.__spec__.origin)
print(json.loads.__doc__.split()[:3], json.loads.__code__.co_firstlineno, json.loads.__code__.co_varnames)
print(inspect.getsource(textwrap.indent) == inspect.getsource(importlib.import_module('textwrap').indent))
print(linecache.getline(json.__file__, 1), inspect.getsourcefile(json))
print([module.name for module in pkgutil.iter_modules(json.__path__)])
print(importlib.util.find_spec('json.tool').origin, importlib.util.find_spec('json.none'))
"""


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=ENVIRONMENT, cwd="/", timeout=100)
    return result.stdout, result.stderr, result.returncode


@unittest.skipUnless(PACK.exists(), "causette was built without Python's library")
class Pack(unittest.TestCase):
    maxDiff = None

    @unittest.skipUnless(pathlib.Path(PYTHON).exists() and pathlib.Path(FOLDER).is_dir(), "no python3.11")
    def test_as_python(self):
        for program in SHOWN, TRACED:
            self.assertEqual(run(CAUSETTE, "-c", program), run(PYTHON, "-c", program))

    def test_without_the_sources(self):
        """In a namespace of its own, where the folder of the library is empty."""
        hidden = f'mount -t tmpfs none {FOLDER} && exec "$0" "$@"'
        command = ["unshare", "-rm", "sh", "-c", hidden, CAUSETTE, "-c"]
        if not pathlib.Path(FOLDER).is_dir() or run(*command, "pass")[2]:
            self.skipTest("no namespace where it can be hidden")
        out, error, status = run(*command, SHOWN.replace("\nprint(inspect", "\n#").replace("\nprint(linecache", "\n#"))
        self.assertEqual((out.split("\n")[0], status), (f"{FOLDER}/json/__init__.py ['{FOLDER}/json'] json {FOLDER}/json/__init__.py", 0), error)
        self.assertIn("['decoder', 'encoder', 'scanner', 'tool']", out)
        self.assertNotIn("return", run(*command, TRACED)[1])


@unittest.skipUnless(PACK.exists(), "causette was built without Python's library")
class File(unittest.TestCase):
    """The pack as a file, which the static binary does not look for."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.binary = shutil.copy(CAUSETTE, self.folder / "causette")
        if run(self.binary, "-c", "import json")[2] == 0:
            self.skipTest("the binary has a pack of its own, or one is installed")

    def with_pack(self, content, program="import json"):
        """What the last line of an error says of a pack with this content; its path left out."""
        file = self.folder / "library.pack"
        file.write_bytes(content)
        _, error, status = run(self.binary, "-c", program)
        self.assertNotEqual(status, 0)
        return error.rstrip("\n").split("\n")[-1].replace(str(file), "FILE")

    def test_copied(self):
        shutil.copy(PACK, self.folder)
        self.assertEqual(run(self.binary, "-c", "import json; print(json.dumps([1]))"), ("[1]\n", "", 0))

    def test_missing(self):
        _, error, status = run(self.binary, "-c", "import json")
        self.assertRegex(error.rstrip("\n").split("\n")[-1],
                         r"^ModuleNotFoundError: No module named 'json' \(/.*/library.pack: No such file or directory\)$")

    def test_refused(self):
        """What is no pack of this build is said, by the import that needs it and by no other."""
        whole = PACK.read_bytes()
        said = "ModuleNotFoundError: No module named 'json' (FILE: {})"
        for content, why in ((b"", "it is empty"), (b"PK" + whole[2:], "it is no pack"), (whole[:20], "it is no pack"),
                             (whole[:-1], "it is cut"), (whole[: len(whole) // 2], "it is cut"),
                             (whole[:8] + bytes([whole[8] ^ 1]) + whole[9:], "it was made by another build"),
                             (whole[:24] + b"\xff\xff\xff\x7f" + whole[28:], "it is damaged")):
            self.assertEqual(self.with_pack(content), said.format(why))
        self.assertEqual(self.with_pack(b"", "import nosuch"), "ModuleNotFoundError: No module named 'nosuch'")
        self.assertEqual(self.with_pack(b"", "import importlib"),
                         "ModuleNotFoundError: No module named 'importlib' (FILE: it is empty)")
        self.assertEqual(run(self.binary, "-c", "import os, socket, threading, queue, struct, select"), ("", "", 0))

    def test_damaged(self):
        """A byte that has changed in the code of a module."""
        whole = bytearray(PACK.read_bytes())
        at = whole.index(b"JSON (JavaScript Object Notation)") if b"JSON (JavaScript Object Notation)" in whole else -1
        self.assertGreater(at, 0)
        whole[at] ^= 0x20
        self.assertEqual(self.with_pack(bytes(whole)), "ImportError: cannot read the code of json: the bytes are damaged")

    def test_unreadable(self):
        (self.folder / "library.pack").mkdir()
        _, error, status = run(self.binary, "-c", "import json")
        self.assertNotEqual(status, 0)
        self.assertRegex(error, r"No module named 'json' \(.*library.pack: ")


if __name__ == "__main__":
    unittest.main()
