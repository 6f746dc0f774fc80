# SPDX-License-Identifier: GPL-3.0-or-later
"""No function that nobody calls, none offered to files that do not use it, and no state outside structs but what
tests/objects.py lists. CAUSETTE_BUILD names the build folder that is looked at.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import objects

BUILD = os.environ.get("CAUSETTE_BUILD")
SKIPPED = 77


class OurObjects(unittest.TestCase):
    """What the build has made of the sources that are here now."""

    maxDiff = None

    def setUp(self):
        self.symbols = objects.read(BUILD, ROOT)

    def test_all_are_there(self):
        sources = {str(file.relative_to(ROOT)) for file in (ROOT / "src").rglob("*.c")}
        self.assertEqual(sources - set(objects.sources(pathlib.Path(BUILD).resolve(), ROOT).values()), set())

    def test_all_is_used(self):
        self.assertEqual(objects.unused(self.symbols, ROOT), [])

    def test_twice(self):
        self.assertEqual(objects.twice(self.symbols), [])

    def test_state(self):
        self.assertEqual(objects.state(self.symbols), [])


class MadeUp(unittest.TestCase):
    """What each check must see."""

    def read(self, **files):
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory())).resolve()
        build = folder / "build"
        build.mkdir()
        commands = []
        for name, text in files.items():
            file = folder / name.replace("__", "/").replace("_c", ".c")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            subprocess.run(["gcc", "-O2", "-fdata-sections", "-c", "-o", build / f"{name}.o", file], check=True)
            commands.append({"file": os.path.relpath(file, build), "output": f"{name}.o"})
        (build / "compile_commands.json").write_text(json.dumps(commands))
        return objects.read(build, folder), folder

    def test_twice(self):
        symbols, _ = self.read(src__one_c="void same(void) {}\nstatic int here;\nint *use(void) { return &here; }\n",
                               src__two_c="void same(void) {}\nstatic void here(void) {}\nvoid other(void) { here(); }\n")
        self.assertEqual(objects.twice(symbols), ["same: in src/one.c and src/two.c"])

    def test_unused(self):
        symbols, folder = self.read(
            src__a_c="int used(void) { return 1; }\n/* dead() is dead */ int dead(void) { return 2; }\nint home(void) { return 3; }\n"
                     "int tested(void) { return 4; }\nint both(void) { return home(); }\nint table[] = { 1 };\n",
            src__b_c="extern int table[];\nint used(void), both(void);\nint main(void) { return used() + both() + table[0]; }\n",
            tests__t_c="int tested(void), both(void);\nint main(void) { return tested() + both(); }\n")
        self.assertEqual(objects.unused(symbols, folder, ()), [
            "src/a.c: dead: nobody uses it", "src/a.c: home: used by no other file, so it is static", "src/a.c: tested: tests alone use it"])
        self.assertEqual(objects.unused(symbols, folder, ("tested", "used"))[2:], ["used: is used, so take it from the list"])

    def test_state(self):
        symbols, _ = self.read(
            src__a_c="int zero, one = 1;\nstatic int own;\nconst int constant = 5;\nint a, *const pointer = &a;\nconst char *const texts[] = { \"x\" };\n"
                     "int f(void) { static int inner; return ++inner + ++own; }\n",
            tests__t_c="int tests_may;\n")
        self.assertEqual(objects.state(symbols, {"src/a.c": ("why", "a zero one gone")}), [
            "src/a.c: inner is state outside structs", "src/a.c: own is state outside structs", "src/a.c: no gone, so take it from the list"])


def main():
    for tool in "nm", "gcc":
        if not shutil.which(tool):
            print(f"{tool} is not installed")
            return SKIPPED
    if not BUILD:
        print("no build folder in CAUSETTE_BUILD")
        return SKIPPED
    return unittest.main()


if __name__ == "__main__":
    sys.exit(main())
