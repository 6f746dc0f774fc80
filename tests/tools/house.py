# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources look as tests/house.py has it, and it sees what does not."""

import pathlib
import sys
import tempfile
import unittest
import unittest.mock

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import house


class OurSources(unittest.TestCase):
    """What is here now."""

    def test_each_check(self):
        for check in house.CHECKS:
            with self.subTest(check=check.__name__):
                self.assertEqual(check(ROOT), [])

    def test_functions_are_found(self):
        found = {(path, name): count for path, lines in house.sources(ROOT, "src") for name, _, count in house.functions(lines)}
        self.assertGreater(len(found), 4000)
        self.assertGreater(found[house.DISPATCH], 500)
        self.assertGreater(found[("src/main.c", "main")], 2)


class MadeUp(unittest.TestCase):
    """What each check must see."""

    def check(self, check, path, text, **lists):
        with tempfile.TemporaryDirectory() as root, unittest.mock.patch.multiple(house, **lists):
            file = pathlib.Path(root, path)
            file.parent.mkdir(parents=True)
            file.write_text(text)
            return check(root)

    def test_long_file(self):
        self.assertEqual(self.check(house.long_files, "src/vm/x.c", "int x;\n" * 500, LONG_FILES=()), [])
        self.assertEqual(self.check(house.long_files, "src/vm/x.c", "int x;\n" * 501, LONG_FILES=()), ["src/vm/x.c: 501 lines, more than 500"])
        self.assertEqual(self.check(house.long_files, "src/vm/interp.c", "int x;\n" * 501, LONG_FILES=()), [])

    def test_a_list_that_is_out_of_date(self):
        self.assertEqual(self.check(house.long_files, "src/vm/x.c", "int x;\n" * 501, LONG_FILES=("src/vm/x.c",)), [])
        self.assertIn("no longer", self.check(house.long_files, "src/vm/x.c", "int x;\n", LONG_FILES=("src/vm/x.c",))[0])

    def test_long_function(self):
        def trouble(lines, body="    if (x) {\n    }\n"):
            text = ("#define X(a) \\\n    f(a)\nstruct s {\n    int a;\n};\nstatic const int a[] = {\n    1,\n};\nint declared(int a);\n"
                    "static bool easy(const char *text) { return *text == '{'; }\n"
                    "static bool hard(const char *text, /* { */\n                 int count) {\n"
                    + body + "    f(\"{\");\n" * (lines - 2 - body.count("\n")) + "}\n")
            return self.check(house.long_functions, "src/vm/x.c", text, LONG_FUNCTIONS=())
        self.assertEqual(trouble(50), [])
        self.assertEqual(trouble(51), ["src/vm/x.c:12: hard has 51 lines, more than 50"])
        self.assertEqual(trouble(51, "label: {\n}\n"), ["src/vm/x.c:12: hard has 51 lines, more than 50"])

    def test_raw_retry(self):
        for text, seen in (("while (f() < 0 && errno == EINTR) {}\n", 1), ("if (errno != EINTR)\n", 1), ("got == -EINTR\n", 0)):
            self.assertEqual(len(self.check(house.raw_retries, "src/vm/x.c", text, RAW_EINTR=())), seen)
            self.assertEqual(self.check(house.raw_retries, "src/base/retry.h", text, RAW_EINTR=()), [])


if __name__ == "__main__":
    unittest.main()
