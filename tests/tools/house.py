# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources look as tests/house.py has it, and it sees what does not."""

import contextlib
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
                if check is house.unformatted and not house.formatter()[0]:
                    self.skipTest(house.formatter()[1])
                self.assertEqual(check(ROOT), [])

    def test_functions_are_found(self):
        found = {(path, name): count for path, lines in house.sources(ROOT, "src") for name, _, count in house.functions(lines)}
        self.assertGreater(len(found), 4000)
        self.assertGreater(found[house.DISPATCH], 500)
        self.assertGreater(found[("src/main.c", "main")], 2)


class MadeUp(unittest.TestCase):
    """What each check must see."""

    def check(self, check, path, text, **lists):
        with tempfile.TemporaryDirectory() as root, contextlib.ExitStack() as stack:
            for name, value in lists.items():
                stack.enter_context(unittest.mock.patch.object(house, name, value))
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

    def test_long_label(self):
        def trouble(lines):
            text = "int x;\ndo_a:\n    /* why */\n" + "    f();\n" * lines + "}\ndo_b: {\n    g();\n}\n"
            return self.check(house.long_labels, "src/vm/interp.c", text)
        self.assertEqual(trouble(6), [])
        self.assertEqual(trouble(7), ["src/vm/interp.c: do_a has 7 lines, more than 6"])

    def test_wide_line(self):
        self.assertEqual(self.check(house.wide_lines, "src/vm/x.c", "é" * 110 + "\n"), [])
        self.assertEqual(self.check(house.wide_lines, "src/vm/x.c", "\n" + "é" * 111 + "\n"), ["src/vm/x.c:2: 111 columns, more than 110"])

    @unittest.skipUnless(house.formatter()[0], house.formatter()[1])
    def test_form(self):
        self.assertEqual(self.check(house.unformatted, "src/vm/x.c", "int x;\n"), [])
        self.assertEqual(self.check(house.unformatted, "src/vm/x.c", "int x;\nint  y;\n"),
                         ["src/vm/x.c:2: not as clang-format leaves it: ./dev format"])

    def test_what_stands_once(self):
        homes = set()
        for text, home in (("while (f() < 0 && errno == EINTR) {}", "base/retry.h"), ("if (-EINTR != got)", "base/retry.h"),
                           ("if (errno != EINTR)", "base/retry.h"), ("got == -EINTR", "base/retry.h"), ("case EINTR: return 1;", None),
                           ("clock_gettime(CLOCK_MONOTONIC, &now);", "base/clock.c"), ("seconds * 1e9", "base/clock.h"),
                           ("n * 1000000000", "base/clock.h"), ("n * 10000000000", None), ("p = realloc(p, n);", "base/memory.c"),
                           ("sizeof(struct sockaddr_in6)", "base/address.c"), ("struct sockaddr_storage to;", None)):
            found = self.check(house.written_again, "src/vm/x.c", text + "\n", ONCE=house.ONCE)
            self.assertEqual(found, [f"src/vm/x.c:1: belongs to src/{home}"] if home else [])
            homes.add(f"src/{home}")
            if home:
                self.assertEqual(self.check(house.written_again, f"src/{home}", text + "\n", ONCE=house.ONCE), [])
        self.assertEqual(homes - {"src/None"}, set(house.ONCE.values()))

    def test_homes_hold_what_stands_there(self):
        for pattern, home in house.ONCE.items():
            self.assertRegex((ROOT / home).read_text(encoding="utf-8"), pattern)


if __name__ == "__main__":
    unittest.main()
