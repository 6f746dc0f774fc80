# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/sources.py and tools/module_table.py: what the folders of src hold is what is built."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def run(tool, *words):
    done = subprocess.run([sys.executable, ROOT / "tools" / tool, *words], check=True, capture_output=True, text=True)
    return done.stdout.split()


class Sources(unittest.TestCase):
    def test_every_file_of_c_is_there_once(self):
        names = run("sources.py", "core") + run("sources.py", "c")
        files = {str(file.relative_to(ROOT / "src")) for file in (ROOT / "src").rglob("*.c")}
        self.assertEqual(len(names), len(set(names)))
        self.assertEqual(set(names) | {"main.c", "vm/interp.c", "library/make_pack.c"}, files)

    def test_files_of_modules_and_the_notation(self):
        self.assertIn("modules/time/time.c", run("sources.py", "modules"))
        self.assertNotIn("modules/modules.c", run("sources.py", "modules"))
        self.assertIn("builtin/functions/prelude.py", run("sources.py", "notation"))

    def test_table_of_modules(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "b.c").write_text("static int x;\nconst ModuleSpec b_module = {\n};\n")
            (folder / "a.c").write_text("const ModuleSpec a_module = {\n};\n")
            (folder / "none.c").write_text("extern const ModuleSpec c_module;\n")
            run("module_table.py", folder / "out.c", *sorted(folder.glob("*.c")))
            text = (folder / "out.c").read_text()
        self.assertIn("extern const ModuleSpec a_module, b_module;\n", text)
        self.assertIn("    &a_module,\n    &b_module,\n    NULL,\n", text)


if __name__ == "__main__":
    unittest.main()
