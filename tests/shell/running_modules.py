# SPDX-License-Identifier: GPL-3.0-or-later
"""-m, folders and archives as programs, and python3's options, each beside python3."""

import io
import re
import sys
import unittest
import zipfile

from command_line import CAUSETTE, PYTHON, run

SHOWN = """import sys
print(sys.argv, sys.path[0], __name__, __package__, __file__, __spec__ and __spec__.name, sorted(globals()))
"""
FLAGS = "import sys; print(sys.flags, sys.path[:1] == [''], sys.warnoptions, sys._xoptions)"


class Running(unittest.TestCase):
    maxDiff = None

    def same(self, *words, last_line=True, **options):
        """Of standard error the last line: above it are the frames of Python's own library."""
        want, got = run(PYTHON, words, **options), run(CAUSETTE, words, **options)
        got = got[0], re.sub(rb"^causette(?=: )", b"NAME", got[1], flags=re.M), got[2]
        if last_line:
            want, got = ((out, err.rstrip(b"\n").split(b"\n")[-1], status) for out, err, status in (want, got))
        self.assertEqual(got, want)
        return got

    # ---- modules

    def test_module(self):
        files = {"m.py": SHOWN}
        self.same("-m", "m", files=files)
        self.same("-mm", "a", "-m", "--help", files=files)
        self.same("-m", "m", "", files=files)
        self.same("-Im", "m", files=files)
        self.same("-Pm", "m", env={"PYTHONPATH": "other"}, files={"other/m.py": SHOWN, "m.py": "1/0"})

    def test_package(self):
        files = {"pk/__init__.py": "print('package', __name__)\n", "pk/__main__.py": "from . import near\n" + SHOWN,
                 "pk/near.py": "print(__name__)\n", "pk/sub/__init__.py": "", "loose/x.py": SHOWN, "loose/__main__.py": SHOWN}
        for name in "pk", "pk.__main__", "pk.near", "pk.sub", "loose.x", "loose":
            with self.subTest(name=name):
                self.same("-m", name, "a", files=files)

    def test_library(self):
        self.same("-m", "base64", "-e", given=b"some bytes")
        self.same("-m", "this")

    def test_no_module(self):
        files = {"m.py": "", "pk/__init__.py": "", "bad/__init__.py": "1/0", "torn.py": "def"}
        for name in "nosuch", "nosuch.x", "m.x", "pk", "pk.nosuch", "bad", "bad.x", "torn", "m.py", "", ".m", "sys":
            with self.subTest(name=name):
                self.same("-m", name, files=files)
        for interpreter in PYTHON, CAUSETTE:
            self.assertEqual(run(interpreter, ["-m"])[2], 2)

    def test_ends(self):
        for text in ("import sys\nsys.exit(3)", "raise SystemExit('text')", "1/0", "raise KeyboardInterrupt",
                     "import atexit\natexit.register(print, 'end')", "class A:\n def __del__(self): print('gone')\na = A()",
                     "import threading\nthreading.Thread(target=lambda: print('thread')).start()"):
            with self.subTest(text=text):
                self.same("-m", "m", files={"m.py": text})

    def test_is_the_main_module(self):
        self.same("-m", "m", files={"m.py": "import __main__, sys\nx = 1\nprint(__main__.x, sys.modules['__main__'] is __main__)\n"
                                            "import m\n"})
        for given in b"print(x)\n", b"":
            want, got = (run(who, ["-i", "-m", "m"], files={"m.py": "x = 5\n"}, given=given) for who in (PYTHON, CAUSETTE))
            self.assertEqual((got[0], got[2]), (want[0], want[2]))

    # ---- folders and archives

    def test_folder(self):
        files = {"x/__main__.py": "import near\n" + SHOWN, "x/near.py": "print(__name__)\n", "y": None,
                 "z/__main__/__init__.py": "print(1)"}
        for path in "x", "x/", "./x", "y", "y/", ".", "z", "./x/..":
            with self.subTest(path=path):
                self.same(path, "a", files=files)
        self.same(".", files={"__main__.py": SHOWN})

    def test_archive(self):
        for names in {"__main__.py": SHOWN + "import near\n", "near.py": "print(__file__)\n"}, {"near.py": ""}:
            for method in zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED:
                for before, comment in (b"", b""), (b"#!/usr/bin/env python3\n", b"a comment"):
                    with self.subTest(names=list(names), method=method, before=before):
                        data = io.BytesIO()
                        with zipfile.ZipFile(data, "w", method) as archive:
                            for name, text in names.items():
                                archive.writestr(name, text)
                            archive.comment = comment
                        self.same("x.pyz", "a", files={"x.pyz": before + data.getvalue()})

    def test_nearly_an_archive(self):
        self.same("x.py", files={"x.py": b"print(1)\n# PK\5\6 and behind that some more\n"})

    # ---- options

    def test_flags(self):
        for words in ([], ["-B"], ["-BB"], ["-E"], ["-I"], ["-P"], ["-s"], ["-S"], ["-q"], ["-d"], ["-t"], ["-R"], ["-IB"],
                      ["-u"], ["-i"], ["-O"], ["-OO"], ["-X", "dev"], ["-Xdev", "-Xa=b=c"], ["-X", "utf8"], ["-X", "utf8=0"],
                      ["-X", "int_max_str_digits=700"], ["-X", "a", "-X", "b=1"], ["-W", "ignore"],
                      ["-Werror", "-W", "default::DeprecationWarning"], ["--check-hash-based-pycs", "never"]):
            for env in {}, {"PYTHONWARNINGS": "ignore,error", "PYTHONNOUSERSITE": "1", "PYTHONSAFEPATH": "x"}:
                with self.subTest(words=words, env=env):
                    self.same(*words, "-c", FLAGS, env=env)

    def test_unbuffered(self):
        text = "import sys\nprint(1)\nprint(2, file=sys.stderr)\nprint(3, sys.stdout.write_through)\n"
        for words, env in ([], {}), (["-u"], {}), ([], {"PYTHONUNBUFFERED": "1"}), (["-E"], {"PYTHONUNBUFFERED": "1"}):
            with self.subTest(words=words, env=env):
                self.same(*words, "-c", text, env=env, around='exec "$0" "$@" 2>&1')

    def test_optimized(self):
        text = "'doc'\ndef f():\n    'doc'\n    assert 0\n    return __debug__\nprint(__doc__, f.__doc__)\nimport near\nprint(f())\n"
        files = {"x.py": text, "near.py": "assert 0\nprint(__debug__)\n"}
        for words, env in ([], {}), (["-O"], {}), (["-OO"], {}), ([], {"PYTHONOPTIMIZE": "2"}), ([], {"PYTHONOPTIMIZE": "x"}):
            for name in (["x.py"], ["-c", text], ["-m", "x"], ["-c", "import builtins; print(builtins.__debug__, eval('__debug__'))"]):
                with self.subTest(words=words, name=name):
                    self.same(*words, *name, files=files, env=env)

    def test_first_line(self):
        for text in "print(1)\nprint(2)\n1/0", "print(1)", "", "\nprint(2)", "no python at all\r\nprint(3)\n":
            with self.subTest(text=text):
                self.same("-x", "x.py", files={"x.py": text}, last_line=False)

    def test_without_site(self):
        for name in "exit", "quit", "help":
            for interpreter in PYTHON, CAUSETTE:
                self.assertIn(b"NameError: name '%s' is not defined" % name.encode(), run(interpreter, ["-S", "-c", name])[1])
        self.same("-S", "-c", "print(print)")

    def test_hash_seed(self):
        for words in ["-E"], ["-R"], ["-I"]:
            self.assertNotEqual(run(CAUSETTE, [*words, "-c", "print(hash('a'))"])[0], run(CAUSETTE, ["-c", "print(hash('a'))"])[0])

    def test_left_out(self):
        for words in ["-b"], ["-v"], ["-X", "importtime"], ["-Xtracemalloc=3"]:
            with self.subTest(words=words):
                out, err, status = run(CAUSETTE, [*words, "-c", "print(1)"])
                self.assertEqual((out, status), (b"", 2))
                self.assertIn(b"option of Python's that causette has not: " + words[0][:2].encode(), err)

    def test_digits(self):
        for words, env in (["-X", "int_max_str_digits=639"], {}), (["-X", "int_max_str_digits=x"], {}), ([], {"PYTHONINTMAXSTRDIGITS": "5"}):
            with self.subTest(words=words, env=env):
                want, got = (run(who, [*words, "-c", "print(1)"], env=env) for who in (PYTHON, CAUSETTE))
                self.assertEqual((got[0], got[2]), (want[0], want[2]))


if __name__ == "__main__":
    sys.exit(unittest.main())
