# SPDX-License-Identifier: GPL-3.0-or-later
"""The yardstick can tell: what passes, fails, is skipped, crashes and hangs is told apart, and nothing else is lost.

python3 runs a module of tests made for this; scripts in the shell's language stand in for what crashes as it starts.
"""

import contextlib
import io
import os
import pathlib
import sys
import tempfile
import textwrap
import unittest
import unittest.mock

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS), str(TESTS / "fidelity")]

import bounded
import fidelity
import inside_log
import results
import subjects
import written

MODULE = """
    import os, signal, time, unittest
    from test import support

    class Case(unittest.TestCase):
        def test_a_passes(self): pass
        def test_b_fails(self): self.fail("because")
        def test_c_is_skipped(self): self.skipTest("today")
        def test_d_crashes(self): os.kill(os.getpid(), signal.SIGSEGV)
        def test_e_in_parts(self):
            for i in range(3):
                with self.subTest(i=i):
                    self.assertNotEqual(i, 1)
        def test_f_hangs(self): signal.pause()
        @unittest.expectedFailure
        def test_g_known(self): self.fail()
        @support.cpython_only
        def test_h_for_cpython(self): pass
        def test_i_forks(self):
            pid = os.fork()
            if pid:
                os.waitpid(pid, 0)
        def test_j_exits(self): os._exit(0)
        def test_k_last(self): print("said")

    class Broken(unittest.TestCase):
        @classmethod
        def setUpClass(cls): raise ValueError("no setup")
        def test_never(self): pass
    """


class Made(subjects.Methods):
    """A module in a folder of ours, in place of one of python3's."""

    def __init__(self, path):
        super().__init__("made.by_us")
        self.file = path

    path = property(lambda self: self.file)

    def packages(self):
        return [self.file.parent]


class Fidelity(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        for change in (unittest.mock.patch.object(bounded, "IDLE_SECONDS", 2),
                       unittest.mock.patch.dict(os.environ, XDG_CACHE_HOME=str(self.folder))):
            change.start()
            self.addCleanup(change.stop)

    def made(self, text):
        package = self.folder / "made"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        (package / "by_us.py").write_text(textwrap.dedent(text))
        return Made(package / "by_us.py")

    def script(self, text):
        path = self.folder / "interpreter"
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o700)
        return results.Interpreter(path)

    def test_each_way_to_end(self):
        if not subjects.tests_folder().name:
            self.skipTest("no test.support")
        ended = results.Interpreter(sys.executable).ask(self.made(MODULE))
        how = {name.rpartition(".test_")[2][0]: how for name, (how, _) in ended.results.items()}
        self.assertEqual(how, {"a": "passed", "b": "failed", "c": "skipped", "d": "failed", "e": "failed", "f": "failed",
                               "g": "expected", "h": "skipped", "i": "passed", "j": "failed", "k": "passed"})
        text = {name.rpartition(".test_")[2][0]: text for name, (_, text) in ended.results.items()}
        self.assertIn("because", text["b"])
        self.assertIn("(i=1)", text["e"])
        self.assertIn("SIGSEGV", text["d"])
        self.assertIn("stood still", text["f"])
        self.assertEqual(list(ended.groups), ["setUpClass (made.by_us.Broken)"])
        self.assertEqual(ended.given_up, "")

    def test_a_module_that_runs_itself(self):
        ended = results.Interpreter(sys.executable).ask(self.made("""
            import unittest
            from test import support
            import _testcapi

            class Case(unittest.TestCase):
                def test_prepared(self): self.assertEqual(known, 1)
                def test_insides(self): _testcapi.thing()
            class Other(unittest.TestCase):
                def test_not_chosen(self): pass
            def test_main():
                global known
                known = 1
                support.run_unittest(Case)
            """))
        self.assertEqual({name.rpartition(".")[2]: how for name, (how, _) in ended.results.items()},
                         {"test_prepared": "passed", "test_insides": "skipped"})

    def test_what_does_not_start(self):
        ended = self.script("echo no such thing >&2; exit 3").ask(self.made(""))
        self.assertEqual(ended.given_up, "exit status 3\nno such thing\n")
        python = bounded.Ended({"made.by_us.C.t": ("passed", "")}, {})
        self.assertEqual(results.compare(self.made(""), python, ended).failed, {"made.by_us.C.t": ended.given_up})

    def test_another_run_asks_nobody(self):
        subject = self.made("")
        interpreter = self.script(f"echo >>{self.folder}/asked; printf 'end\\tx\\tpassed\\t\\ndone\\n' >$3")
        for again in (False, False, True):
            self.assertEqual(list(interpreter.ask(subject, again).results), ["x"])
        self.assertEqual((self.folder / "asked").read_text(), "\n\n")
        self.assertEqual(list(self.script("exit 1").ask(subject).results), [])  # another binary is another's result

    def test_comparison(self):
        subject = self.made("")
        python = bounded.Ended({f"made.by_us.C.{name}": (how, "") for name, how in
                                dict(a="passed", b="passed", c="failed", d="expected", e="passed", f="skipped").items()}, {})
        causette = bounded.Ended({"made.by_us.C.a": ("passed", ""), "made.by_us.C.b": ("skipped", "no")},
                                 {"setUpClass (made.by_us.C)": ("failed", "ValueError")})
        found = results.compare(subject, python, causette)
        self.assertEqual((found.counted, found.passed), (4, 1))
        self.assertEqual(found.failed["made.by_us.C.b"], "skipped: no")
        self.assertIn("ValueError", found.failed["made.by_us.C.e"])

    def test_reasons(self):
        subject = self.made("")
        found = results.Comparison(subject, 4, {"made.by_us.C.a": "X: no y\n", "made.by_us.C.b": "", "made.by_us.D.c": ""})
        file = self.folder / "reasons.txt"
        file.write_text("# head\nIt is a b.\n    made.by_us.C.b\nNo y.\n    text: *no y\n")
        with unittest.mock.patch.object(written, "REASONS", file):
            told = written.by_reason([found])
        self.assertEqual(told, {"No y.": {"made.by_us": ["C.a"]}, "It is a b.": {"made.by_us": ["C.b"]},
                                written.UNKNOWN: {"made.by_us": ["D.c"]}})
        self.assertEqual(list(told)[-1], written.UNKNOWN)

    def test_nearly_all_is_not_all(self):
        self.assertEqual([written.percent(9999, 10000), written.percent(5, 5), written.percent(0, 0)], ["99.9", "100.0", "-"])

    def test_names_of_the_command_line(self):
        self.assertEqual([subject.name for subject in subjects.choose(["io", "library/bisect"])], ["io", "library/bisect"])
        self.assertEqual(subjects.Methods("test_io").module, "test.test_io")
        self.assertEqual(subjects.Methods("unittest.test.x").module, "unittest.test.x")
        self.assertGreater(len(subjects.listed_modules()), 140)

    def test_nothing_here(self):
        said = io.StringIO()
        with unittest.mock.patch.object(subjects, "missing", lambda: {"tests": "no tests"}), contextlib.redirect_stderr(said):
            self.assertEqual(fidelity.main(["--causette", sys.executable, "io"]), fidelity.NOT_HERE)
        self.assertEqual(said.getvalue(), "skipped: tests: no tests\n")


class Log(unittest.TestCase):
    def test_any_text_comes_back(self):
        for text in ("", "a\tb\nc\\n\\\\t\r\0", "é\\", "\\"):
            self.assertEqual(inside_log.unescape(inside_log.escape(text)), text)


class Pages(unittest.TestCase):
    TEXT = textwrap.dedent("""\
        Title

           .. testsetup:: *

              import math

           >>> math.pi  # doctest: +ELLIPSIS
           3.14...

           >>>broken
           >>> 1/0
           Traceback (most recent call last):
           ZeroDivisionError: division by zero

        text >>> no
           >>> for i in 1, 2:
           ...     print(i)
           ...
           1
           2
        """)

    def test_examples_have_the_names_of_their_lines(self):
        self.assertEqual({name: example.source for name, example in subjects.find_examples(self.TEXT).items()},
                         {"setup 3": "import math\n", "7": "math.pi  # doctest: +ELLIPSIS\n", "16": "for i in 1, 2:\n    print(i)\n"})

    def test_typed_and_judged(self):
        page = subjects.Page("library/made")
        page.found = subjects.find_examples(self.TEXT.replace("   >>>broken\n", "").replace("text >>> no", "text"))
        with tempfile.TemporaryDirectory() as folder:
            ended = bounded.run(page.command(sys.executable, pathlib.Path(folder)), page.resumes)
        self.assertEqual(ended.results["7"][0], "printed")
        self.assertEqual([page.passes(name, ended.results[name]) for name in page.found], [False, True, True, True])
        for wrong in (("printed", "4\n"), ("raised", "NameError: x\n"), ("failed", "stood still")):
            self.assertFalse(page.passes("7", wrong), wrong)
        self.assertFalse(page.passes("10", ("raised", "ValueError: x\n")))


if __name__ == "__main__":
    unittest.main()
