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
