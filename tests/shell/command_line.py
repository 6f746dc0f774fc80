# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line beside python3's: how a program is given, what it is told, how it ends.

Each case runs under both, in an empty folder with the same files, and must give the same standard output, standard error
and exit status. What python3 does not have (--memory, --color, --help's text) is told apart below, in a class of its own.
"""

import contextlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from _terminal import SECONDS

CAUSETTE = os.path.abspath(os.environ["CAUSETTE"])
PYTHON = "/usr/bin/python3"


@contextlib.contextmanager
def folder_with(files):
    """A folder that holds `files` (name: text, bytes, or None for a folder), as the working folder of what runs."""
    with tempfile.TemporaryDirectory() as name:
        for path, content in files.items():
            path = pathlib.Path(name, path)
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.mkdir()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content)
        yield name


def run(interpreter, words, files=(), given=b"", around=None, env=(), **options):
    """(standard output, standard error, status). `around` is a line for sh in which $0 "$@" is the program."""
    command = [interpreter, *words]
    if around:
        command = ["/bin/sh", "-c", around, *command]
    environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0",
                   "PYTHONDONTWRITEBYTECODE": "1", **dict(env)}
    with folder_with(dict(files)) as folder:
        if given is not None:
            options["input"] = given
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=SECONDS, **options)
    errors = re.sub(re.escape(interpreter.encode()) + rb"(?=: )", b"NAME", done.stderr)
    return done.stdout.replace(folder.encode(), b"HERE"), errors.replace(folder.encode(), b"HERE"), done.returncode


class Same(unittest.TestCase):
    """What both do alike."""

    maxDiff = None

    def same(self, *words, last_line=False, **options):
        want, got = run(PYTHON, words, **options), run(CAUSETTE, words, **options)
        got = got[0], re.sub(rb"^causette(?=: )", b"NAME", got[1], flags=re.M), got[2]
        if last_line:
            want, got = ((out, err.rstrip(b"\n").split(b"\n")[-1], status) for out, err, status in (want, got))
        self.assertEqual(got, want)
        return got

    # ---- where the program comes from

    TOLD = "import sys\nprint(sys.argv, sys.path[0], __name__)\n"

    def test_arguments(self):
        self.same("-c", self.TOLD)
        self.same("-c", self.TOLD, "a", "-b", "--help", "--", "-")
        self.same("-c" + self.TOLD, "-i")
        self.same("-c", self.TOLD, "")
        self.same("x.py", "-c", "--version", "", files={"x.py": self.TOLD})
        self.same("./x.py", files={"x.py": self.TOLD})
        self.same("folder/x.py", "1", files={"folder/x.py": self.TOLD})
        self.same("-", "a", "-i", given=self.TOLD.encode())
        self.same(given=self.TOLD.encode())
        self.same("--", "x.py", "--", files={"x.py": self.TOLD})
        self.same("x y.py", files={"x y.py": self.TOLD})
        self.same("é.py", files={"é.py": self.TOLD})
        self.same(b"\xff.py", "a", files={b"\xff.py".decode("utf-8",
                  "surrogateescape"): "import sys\nprint(ascii(sys.argv))\n"})
        self.same("-c", "import sys; print(ascii(sys.argv))", b"\xff", b"\xc3\xa9")

    def test_errors_of_names_that_are_no_text(self):
        self.same(b"\xff\xc3\xa9.py", files={b"\xff\xc3\xa9.py".decode("utf-8",
                  "surrogateescape"): "print(1)\n1/0\n"})
        self.same(b"\x80missing.py")
        self.same("-c", "import sys; sys.exit('a\\udcff\\ud800\\xe9')")
        self.same("-c", "raise ValueError('a\\udcff\\xe9')")

    def test_file_is_known_to_itself(self):
        self.same("folder/x.py", files={"folder/x.py": "print(__file__)\n"})
        self.same("./folder/../x.py", files={"folder": None, "x.py": "print(__file__)\n"})
        self.same("-c", "print(__file__)")
        self.same("-", given=b"print(__file__)")

    def test_folder_of_a_link_is_the_file_s(self):
        self.same(around='ln -s real/x.py x.py; exec "$0" x.py',
                  files={"real/x.py": "import sys, y\nprint(sys.path[0], sys.argv)\n", "real/y.py": "print('y')\n"})

    def test_modules_beside_the_program(self):
        files = {"folder/x.py": "import y, os\nprint(y.z, __file__)\n", "folder/y.py": "z = 1\n", "y.py": "z = 2\n"}
        self.same("folder/x.py", files=files)
        self.same("-c", "import y; print(y.z)", files=files)
        self.same("-", given=b"import y; print(y.z)", files=files)
        self.same("-c", "import y.z", files=files, last_line=True)

    def test_code_of_several_lines(self):
        self.same("-c", "if 1:\n  print(1)\n  print(2)")
        self.same("-c", "")
        self.same("-c", "\n\n")
        self.same("-c", "# only a comment")
        self.same("-c", "  print(1)", last_line=True)
        self.same("-c", "print(1))", last_line=True)
        self.same("-c", b"print('\xc3\xa9')")

    def test_no_such_file(self):
        self.same("missing.py")
        self.same("missing/x.py")
        self.same("x.py/", files={"x.py": ""})
        self.same("x" * 300)
        self.same("a\x1b[31m'b\".py")  # its repr: a terminal obeys none of it
        self.same("a'b", files={"a'b": None})

    def test_file_that_may_not_be_read(self):
        if os.geteuid() == 0:
            options = {"user": 65534, "group": 65534}
        else:
            options = {}
        self.same(around='cat <x.py >/dev/null 2>&1; exec "$0" /etc/shadow', **options)

    def test_texts(self):
        for text in (b"", b"\n", b"#", b"print(1)", b"print(1)\r\nprint(2)\r\n", b"print(1)\rprint(2)\r",
                     b"x = '''a\r\nb'''\nprint(repr(x))",
                     b"\xef\xbb\xbfprint(1)\n", b"\xef\xbb\xbf# coding: utf-8\nprint('\xc3\xa9')\n",
                     b"# coding: utf-8\nprint('\xc3\xa9')\n", b"# -*- coding: UTF-8 -*-\nprint(1)",
                     b"#!/usr/bin/env python3\n# vim: set fileencoding=utf-8 :\nprint('\xc3\xa9')",
                     b"if 1:\n    print(1)", b"if 1:\n    print(1)\n    # end", b"print(1)\\",
                     b"print(1)\n\x0c\nprint(2)\n",
                     b"print(1)\x1a", b"print(__doc__)\n'x'", b"'doc'\nprint(__doc__)"):
            with self.subTest(text=text):
                self.same("x.py", files={"x.py": text}, last_line=True)
                self.same("-", given=text, last_line=True)

    def test_errors_of_texts(self):
        for text in (b"print('\xe9')\n", b"# \xe9\n", b"# coding: nonsense\n", b"\n# coding: nonsense\nprint(1)",
                     b"\n\n# coding: nonsense\nprint(1)", b"x = 1\n# coding: nonsense\nprint(1)",
                     b"\xef\xbb\xbf# coding: latin-1\nprint(1)",
                     b"if 1:\nprint(1)", b"x = (", b"1 = x", b"'abc"):
            with self.subTest(text=text):
                self.same("x.py", files={"x.py": text}, last_line=True)

    def test_texts_refused_by_name(self):
        for text, named in ((b"print(1)\nprint(\x002)\n", b"source code cannot contain null bytes"), (b"\x00",
                            b"source code cannot contain null bytes"),
                            (b"# coding: latin-1\nprint('\xe9')\n", b"encoding problem: iso-8859-1"),
                            (b"# coding: cp1252\nprint(1)\n", b"encoding problem: cp1252")):
            with self.subTest(text=text):
                out, err, status = run(CAUSETTE, ["x.py"], files={"x.py": text})
                self.assertEqual((out, status), (b"", 1))
                self.assertIn(b"SyntaxError: " + named, err)
        self.same("x.py", files={"x.py": b"# coding: latin-1\nprint('only ascii')\n"})

    def test_folder_as_a_program(self):
        self.same("x", files={"x": None})
        self.same("x/", files={"x": None})

    def test_large_program(self):
        line = "x = [%d, 'some text', {1: 2}]\n"
        text = "".join(line % i for i in range(30_000)) + "print(x)\n" + "#" + "x" * 9_000_000 + "\nprint(len(x))\n"
        self.same("x.py", files={"x.py": text})

    # ---- standard input

    def test_program_reads_the_input(self):
        self.same("-c", "print(input())\nimport sys\nprint(repr(sys.stdin.read()))", given=b"a\nb\nc")
        self.same("x.py", files={"x.py": "print(input('? '), input('! '))\nprint(input())"}, given=b"a\nb\n",
                  last_line=True)
        self.same("-c", "import sys\nfor line in sys.stdin: print(repr(line))", given=b"a\nb\r\n\nc")
        self.same("-c", "import sys\nprint(ascii(sys.stdin.readline()))", given=b"\xff\xc3\xa9\n")
        self.same("-c", "print(input())", given=b"", last_line=True)

    def test_program_given_on_the_input_has_read_it(self):
        self.same("-", given=b"import sys\nprint(repr(sys.stdin.read()))\nprint('more')\n")
        self.same("-", given=b"print(input())\nprint('more')\n", last_line=True)

    # ---- the end

    def test_exit_statuses(self):
        for code in ("", "None", "0", "3", "255", "256", "257", "-1", "-2", "'text'", "1 << 31", "1 << 32",
                     "(1 << 32) + 5", "1 << 63", "1 << 70", "-(1 << 70)",
                     "True", "2.5", "(1, 2)", "(5,)", "()", "''", "'é'", "b'x'", "SystemExit(4)"):
            with self.subTest(code=code):
                self.same("-c", f"import sys\nprint(1)\nsys.exit({code})")
                self.same("-c", f"raise SystemExit({code})")
        self.same("-c", "raise SystemExit(1, 2)")
        self.same("-c", "raise SystemExit")
        self.same("-c", "exit(7)")
        self.same("-c", "quit('q')")
        self.same("-c", "import sys\ntry:\n sys.exit((5,))\nfinally:\n print('finally')")
        self.same("-c", "import sys\ntry:\n sys.exit(3)\nfinally:\n print('finally')")
        self.same("-c", "import sys\ntry:\n sys.exit(3)\nexcept SystemExit as e: print(repr(e), e.code)")
        self.same("-c", "e = SystemExit(3)\ne.code = 5\nraise e")
        self.same("-c", "class E(SystemExit):\n def __str__(self): return 'mine'\nraise E(1, 2)")
        self.same("-c", "import os\nprint('x', end='', flush=True)\nos._exit(9)")
        self.same("-c", "x = 1\nimport sys\nsys.exit(x.y)", last_line=True)
        self.same("-c", "class T:\n def __str__(self): raise ValueError('no')\nraise SystemExit(T())",
                  last_line=True)

    def test_uncaught(self):
        self.same("x.py", files={"x.py": "print(1)\ndef f():\n    return 1 / 0\nf()\nprint(2)\n"})
        self.same("-c", "print(1, end='')\nraise ValueError('no')")
        self.same("-c", "def f():\n return {}['k']\nf()")
        self.same("-", given=b"def f():\n  x\nf()\n")
        self.same("-c", "raise KeyboardInterrupt", last_line=True)
        self.same("-c", "raise KeyboardInterrupt('why')", last_line=True)
        self.same("-c", "class K(KeyboardInterrupt): pass\nraise K", last_line=True)
        self.same("-c", "import sys\ntry: raise KeyboardInterrupt\nexcept KeyboardInterrupt: sys.exit(3)")
        self.same("-c", "def f(): f()\nf()", last_line=True)
        self.same("-c", "raise BaseException", last_line=True)
        self.same("-c", "raise GeneratorExit(1)", last_line=True)

    def test_threads_and_the_end(self):
        thread = "import threading, sys, time\ndef f():\n    {}\nt = threading.Thread(target=f)\nt.start()\nt.join()\nprint('end')\n"
        self.same("-c", thread.format("sys.exit(3)"))
        self.same("-c", thread.format("raise SystemExit('text')"))
        self.same("-c", thread.format("exit('text')"))
        self.same("-c", thread.format("1 / 0"), last_line=True)
        self.same("-c", thread.format("raise KeyboardInterrupt"), last_line=True)
        late = ("import threading, sys, time\ngo = threading.Event()\ndef f():\n    go.wait(); time.sleep(.05); print('late')\n"
                "threading.Thread(target=f).start()\n")
        self.same("-c", late + "print('main'); go.set()")
        self.same("-c", late + "go.set(); sys.exit(4)")
        self.same("-c", late + "go.set(); 1 / 0", last_line=True)
        self.same("-c", late.replace("f).", "f, daemon=True).") + "sys.exit(4)")

    def test_deep_recursion(self):
        self.same("-c", "def f(n): return n and f(n - 1)\nprint(f(900))")
        self.same("-c",
                  "import sys\nsys.setrecursionlimit(100_000)\ndef f(n): return n and f(n - 1)\nprint(f(20_000))")
        self.same("-c", "x = []\nfor i in range(200_000): x = [x]\nprint(len(x))")

    # ---- the standard streams

    def test_nobody_reads_the_output(self):
        self.same(around='"$0" -c "print(1); print(2)" | head -1')
        for code in ("import sys, time\nprint('x' * 200_000)", "import sys\nfor i in range(100_000): print(i)",
                     "print(1)", "print(1, flush=True)",
                     "import sys\nsys.stdout.write('x')\nsys.exit(3)",
                     "import sys\nsys.stdout.write('x')\nsys.exit('bye')", "print(1)\n1/0",
                     "import sys\ntry: print(1, flush=True)\nexcept BrokenPipeError as e: print(repr(e), file=sys.stderr)"):
            with self.subTest(code=code):
                given = {"x.py": code, "shut.py": "import os, subprocess, sys\nr, w = os.pipe()\nos.close(r)\n"
                         "done = subprocess.run(sys.argv[1:], stdout=w)\nprint(done.returncode)\n"}
                self.same(around=f'{PYTHON} shut.py "$0" x.py', files=given, last_line=True)

    def test_full_disk(self):
        for code in ("print(1)", "print(1, flush=True)", "print(1)\nimport sys\nsys.exit(3)", "print(1)\n1/0",
                     "pass", "import sys\nsys.stderr.write('e')\nprint(1)",
                     "import sys\nsys.stdout.write('x' * 100_000)"):
            with self.subTest(code=code):
                self.same("-c", code, around='exec "$0" "$@" >/dev/full', last_line=True)
                self.same("-c", code, around='exec "$0" "$@" 2>/dev/full', last_line=True)

    def test_closed_streams(self):
        for code in ("print(1)", "import sys\nprint(sys.stdout, sys.stderr)",
                     "import sys\nsys.stderr.write('e')", "1/0", "input()",
                     "import sys\nprint(sys.stdin)",
                     "import sys\nprint(sys.stdin is None, sys.stdout is None, sys.stderr is None)",
                     "import sys\nprint(sys.stdin is None, sys.stdout is None, sys.stderr is None, file=open('/dev/stderr', 'w'))",
                     "import sys\nsys.exit('text')", "import socket\nprint(socket.socket().fileno())",
                     "import os\nos.write(2, b'e')"):
            for closed in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"):
                with self.subTest(code=code, closed=closed):
                    self.same("-c", code, around=f'exec "$0" "$@" {closed}', last_line=True)
        self.same("-", around='exec "$0" "$@" <&-', last_line=True)
        self.same(around='exec "$0" <&-', last_line=True)

    def test_output_that_ends_without_a_newline(self):
        self.same("-c", "print('a', end='')")
        self.same("-c", "import sys\nsys.stdout.write('out')\nsys.stderr.write('err')")

    # ---- the environment

    def test_hash_seed(self):
        for seed in ("0", "1", "4294967295"):
            self.same("-c", "print(hash('a'), hash(b'abc'), set('abcdef'))", env={"PYTHONHASHSEED": seed})
        self.same("-c", "print(hash(1))", env={"PYTHONHASHSEED": "random"})
        self.same("-c", "print(hash(1))", env={"PYTHONHASHSEED": ""})
        for seed in ("-1", "4294967296", "x", "1x"):
            with self.subTest(seed=seed):
                for interpreter in PYTHON, CAUSETTE:
                    out, err, status = run(interpreter, ["-c", "print(hash(1))"], env={"PYTHONHASHSEED": seed})
                    self.assertEqual((out, status), (b"", 1))
                    self.assertIn(b'PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]', err)

    # ---- options

    def test_options_that_are_not_there(self):
        for words in (("-c",), ("--nonsense",), ("-Z",), ("--nonsense", "x.py")):
            with self.subTest(words=words):
                want, got = run(PYTHON, words), run(CAUSETTE, words)
                self.assertEqual((got[0], got[2]), (want[0], want[2]))
                self.assertIn(b"--help", got[1])
                self.assertIn(words[0].encode(), got[1])

    def test_interactive_afterwards(self):
        """What the program left is there, whatever its end; a shell whose input is no terminal ends with it."""
        for words, files in ((("-i", "-c", "x = 5"), {}), (("-i", "x.py", "a"), {"x.py": "x = 5\n"}), (("-i",
                             "-c", "x = 5\n1/0"), {}),
                             (("-i", "-c", "x = 5\nimport sys\nsys.exit(3)"), {}), (("-i",), {}), (("-i", "-"),
                             {})):
            for given in (b"", b"print(7)\n", b"x = 6\nprint(x)\n", b"print(8)\nimport sys\nsys.exit(4)\n",
                          b"1/0\nprint(9)\n", b"if 1:\n    print(2)\n\nprint(3)"):
                with self.subTest(words=words, given=given):
                    want = run(PYTHON, words, files=files, given=given, env={"TERM": "dumb"})
                    got = run(CAUSETTE, words, files=files, given=given, env={"TERM": "dumb"})
                    self.assertEqual((got[0], got[2]), (want[0], want[2]))


class Own(unittest.TestCase):
    """What causette alone has."""

    def ends(self, words, status, out=b"", err=b"", **options):
        got = run(CAUSETTE, words, **options)
        self.assertEqual((got[0], got[2]), (out, status), got[1])
        self.assertIn(err, got[1])
        return got

    def test_help_and_version(self):
        for words in (["--help"], ["-h"], ["--help", "x.py"], ["-i", "-h"]):
            out, err, status = run(CAUSETTE, words)
            self.assertEqual((err, status), (b"", 0))
            self.assertTrue(out.startswith(b"usage: causette "))
            for option in b"-c", b"-m", b"-i", b"--memory", b"--color", b"--help", b"--version", b"causette check":
                self.assertIn(option, out)
        for words in (["--version"], ["-V"]):
            out, err, status = run(CAUSETTE, words)
            self.assertEqual((err, status), (b"", 0))
            self.assertRegex(out, rb"^causette \d+\.\d+\.\d+\n$")
        self.ends(["--help"], 1, around='exec "$0" "$@" >/dev/full', err=b"No space left on device")

    def test_input_is_a_folder(self):
        self.ends([], 1, err=b"<stdin> is a directory", around='exec "$0" <.')

    def test_a_letter_among_letters(self):
        self.ends(["-iZ"], 2, err=b": -Z\n")
        self.ends(["-ic"], 2, err=b": -c\n")

    def test_values_of_options(self):
        for words in (["--memory"], ["--color"], ["--color=blue", "-c", "pass"], ["--help=1"], ["--me=x", "-c",
                      "pass"]):
            with self.subTest(words=words):
                self.ends(words, 2, err=b"--help")
        for when in ("auto", "always", "never"):
            self.ends([f"--color={when}", "-c", "print(1)"], 0, b"1\n")
            self.ends(["--color", when, "-c", "print(1)"], 0, b"1\n")

    def test_sizes(self):
        for size in ("1G", "64m", "1.5g", "100000000", "1T", "80000K"):
            self.ends([f"--memory={size}", "-c", "print(1)"], 0, b"1\n")
        for size in ("", "x", "-1", "0", "1Q", "1GG", "G", "nan", "inf", "1e30", "5 G", " 5", "0x10", "1GB"):
            with self.subTest(size=size):
                self.ends([f"--memory={size}", "-c", "print(1)"], 2, err=b"not a size: " + size.encode())

    def test_budget(self):
        for code in ("x = bytes(50_000_000)", "x = [0] * 10_000_000", "x = 'a' * 50_000_000",
                     "x = []\nwhile True: x.append(str(len(x)))",
                     "x = []\nwhile True: x = [x, 1]", "d = {}\nwhile True: d[len(d)] = 1",
                     "x = 1 << 400_000_000"):
            with self.subTest(code=code):
                self.ends(["--memory=20M", "-c", code], 1, err=b"MemoryError")
        self.ends(["--memory=20M", "-c",
                  "try: bytes(50_000_000)\nexcept MemoryError: print('none')\nprint(len(bytes(1_000_000)))"],
                  0, b"none\n1000000\n")


if __name__ == "__main__":
    if not os.path.exists(PYTHON):
        print("no python3 to compare with")
        sys.exit(77)
    unittest.main()
