# SPDX-License-Identifier: GPL-3.0-or-later
"""The test runner can fail: it sees each difference it is there to see, and stops what does not end.

Made-up interpreters (shell scripts) stand in for causette, made-up results for python3.
"""

import io
import os
import pathlib
import re
import stat
import sys
import tempfile
import unittest
import unittest.mock

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS))

import oracle
import process
import programs
import report
from patience import BUSY
from process import Result


class Compare(unittest.TestCase):
    def compare(self, want, got, **marks):
        return programs.compare(programs.Program(pathlib.Path("x.py"), **marks), want, got)

    def test_same(self):
        self.assertEqual(self.compare(Result(b"1\n", b"", 0), Result(b"1\n", b"", 0)), [])

    def test_only_the_last_line_of_errors_counts(self):
        self.assertEqual(self.compare(Result(b"", b"a\nValueError: x\n", 1), Result(b"", b"b\nValueError: x\n", 1)), [])
        self.assertTrue(self.compare(Result(b"", b"ValueError: x\n", 1), Result(b"", b"ValueError: y\n", 1)))

    def test_output_status_and_end_count(self):
        want = Result(b"1\n", b"", 0)
        for got in (Result(b"1", b"", 0), Result(b"2\n", b"", 0), Result(b"1\n", b"", 1), Result(b"1\n", b"x\n", 0),
                    Result(b"1\n", b"", -11), Result(b"1\n", b"", 0, "time limit")):
            self.assertTrue(self.compare(want, got), got)

    def test_bytes_that_are_no_text(self):
        self.assertTrue(self.compare(Result(b"\xff\n", b"", 0), Result(b"\xfe\n", b"", 0)))

    def test_status_only(self):
        self.assertEqual(self.compare(Result(b"1", b"a", 3), Result(b"2", b"b", 3), status_only=True), [])
        self.assertTrue(self.compare(Result(b"1", b"a", 3), Result(b"1", b"a", 0), status_only=True))

    def test_what_a_sanitizer_says_is_a_failure_even_where_an_error_is_meant(self):
        got = Result(b"", b"leak\nSyntaxError: no\n", programs.SANITIZER_STATUS)
        self.assertTrue(self.compare(Result(b"", b"SyntaxError: no\n", programs.SANITIZER_STATUS), got))
        self.assertTrue(programs.check_refused(programs.Program(pathlib.Path("x.py"), refused="no"), got))

    def test_refused(self):
        program = programs.Program(pathlib.Path("x.py"), refused="async")
        self.assertEqual(programs.check_refused(program, Result(b"", b"SyntaxError: no 'async'\n", 1)), [])
        for got in (Result(b"", b"SyntaxError: invalid\n", 1), Result(b"", b"no 'async'\n", 0),
                    Result(b"", b"no 'async'\n", -6), Result(b"", b"no 'async'\nmore\n", 1)):
            self.assertTrue(programs.check_refused(program, got), got)


class Run(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def interpreter(self, script):
        file = self.folder / "interpreter"
        file.write_text("#!/bin/sh\n" + script)
        file.chmod(stat.S_IRWXU)
        return file

    def program(self, text, given=None):
        file = self.folder / "x.py"
        file.write_text(text)
        if given is not None:
            file.with_suffix(".in").write_text(given)
        return programs.read_marks(file)

    def test_marks(self):
        program = self.program("# SPDX-License-Identifier: X\n# refused: async def\n# args: a 'b c'\n# status-only\n1\n# args: no\n")
        self.assertEqual((program.refused, program.args, program.status_only), ("async def", ("a", "b c"), True))

    def test_arguments_folder_and_input(self):
        result = self.program("# args: a 'b c'\n", "given").run(self.interpreter('printf "%s|" "$@"; pwd; cat'))
        self.assertEqual(result.stdout.decode(), f"x.py|a|b c|{self.folder.resolve()}\ngiven")

    def test_what_python3_does_not_have(self):
        """NAME.out says what is printed."""
        self.assertIsNone(self.program("").own)
        (self.folder / "x.out").write_text("1\n")
        self.assertEqual(programs.compare(self.program(""), self.program("").own, Result(b"1\n", b"", 0)), [])
        self.assertTrue(programs.compare(self.program(""), self.program("").own, Result(b"1", b"", 0)))

    def test_no_input_is_empty_input(self):
        self.assertEqual(self.program("").run(self.interpreter("cat; echo end")).stdout, b"end\n")

    def run_to_the_limit(self, script, seconds):
        """Why it was stopped. A pipe comes to its end when nobody holds the other end: so nobody of this script is left."""
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with open(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb") as end:
            result = process.run(["sh", "-c", f"{{ {script}; }} >'{pipe}' & wait"], seconds=seconds)
            os.set_blocking(end.fileno(), True)
            self.assertEqual(end.read(), b"here\n")
        return result.stopped

    def test_time_limit_ends_the_whole_group(self):
        self.assertEqual(self.run_to_the_limit("echo here; exec sleep 1000", 2 / BUSY), "time limit: 2.0 s by the clock")

    def test_time_limit_is_in_the_processors_time(self):
        """Of what the program started as well, in a session of its own."""
        script = "echo here; exec setsid sh -c 'while :; do :; done'"
        self.assertEqual(self.run_to_the_limit(script, 0.5), "time limit: 0.5 s of the processor")

    def test_a_machine_that_is_busy_fails_nobody(self):
        self.assertEqual(process.run(["sleep", "1"], seconds=0.5).stopped, "")

    def test_output_limit(self):
        self.assertEqual(process.run(["cat", "/dev/zero"]).stopped, "too much output")

    def test_signal(self):
        self.assertEqual(process.run(["sh", "-c", "kill -SEGV $$"]).status, -11)


class Out(io.StringIO):
    def __init__(self, is_terminal):
        super().__init__()
        self.is_terminal = is_terminal

    def isatty(self):
        return self.is_terminal


class Report(unittest.TestCase):
    def told(self, is_terminal, term):
        """What is said of two parts: one test runs beside two others, of which one fails and one cannot run."""
        with unittest.mock.patch.dict(os.environ, TERM=term, COLUMNS="60"):
            told = report.Report(Out(is_terminal))
            with told.part("shell", 3):
                for name in "shell/a.py", "shell/b.py":
                    told.begin(name)
                told.result("shell/b.py", ["no", "way"])
                told.skip("shell/c.py", "no tmux")
                told.result("shell/a.py", [])
            with told.part("a part of which everything is long", 1):
                told.begin("x" * 100)
                told.result("x" * 100, [])
            self.assertEqual(told.end(), 1)
        return told.out.getvalue()

    def test_a_line_for_each_part(self):
        for how in (False, "xterm"), (True, "dumb"):
            self.assertEqual(self.told(*how).splitlines(), [
                "FAILED shell/b.py", "    no", "    way",
                "shell: 1 passed, 1 failed, 1 skipped, 0 s",
                "a part of which everything is long: 1 passed, 0 s",
                "skipped shell/c.py: no tmux", "2 passed, 1 failed, 1 skipped"])

    def test_one_line_on_a_terminal(self):
        shown = self.told(True, "xterm")
        self.assertIn("shell: 0 of 3 done: shell/a.py, shell/b.py\r\033[K", shown)
        self.assertIn("shell: 2 of 3 done, 1 failed: shell/a.py\r\033[K", shown)
        stays = "".join(line.rpartition("\033[K")[2] + "\n" for line in shown.rstrip("\n").split("\n"))
        self.assertEqual(stays, "FAILED shell/b.py\n    no\n    way\nskipped shell/c.py: no tmux\n2 passed, 1 failed, 1 skipped\n")
        self.assertLess(max(map(len, re.split(r"\r\033\[K|\n", shown))), 60)


class Recorded(unittest.TestCase):
    program = programs.Program(programs.TESTS / "notation" / "x.py")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.addCleanup(setattr, oracle, "RECORDED", oracle.RECORDED)
        self.addCleanup(oracle.load.cache_clear)
        oracle.RECORDED = pathlib.Path(folder.name)
        oracle.load.cache_clear()

    def record(self, result):
        """The result as it is read back."""
        oracle.record({self.program: result}, [self.program])
        oracle.load.cache_clear()
        return oracle.recall(self.program)

    def test_what_is_kept_is_what_was_said(self):
        said = Result(b"\xff\n\xc3\xa9 a\r\n", b"Traceback\nValueError: \xff\n", 1)
        self.assertEqual(programs.compare(self.program, self.record(said), said), [])
        self.assertEqual(oracle.stale("notation", {self.program: said}), [])
        self.assertEqual(oracle.stale("notation", {self.program: Result(b"", b"", 0)}), ["x.py"])
        self.assertEqual(oracle.stale("notation", {}), ["x.py"])

    def test_of_a_long_output_the_digest(self):
        said = Result(b"x" * 99_999, b"", 0)
        kept = self.record(said)
        self.assertEqual(programs.compare(self.program, kept, said), [])
        self.assertTrue(programs.compare(self.program, kept, Result(b"x" * 99_998, b"", 0)))
        self.assertLess(sum(file.stat().st_size for file in oracle.RECORDED.iterdir()), 1000)

    def test_nothing_recorded(self):
        self.assertIsNone(oracle.recall(self.program))


if __name__ == "__main__":
    unittest.main()
