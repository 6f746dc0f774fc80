# SPDX-License-Identifier: GPL-3.0-or-later
"""tools/embed.py: a C compiler reads back, byte for byte, what the files held."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

READER = """
#include <stdio.h>
#include "builtin/embedded.h"
int main(void) {
    for (const EmbeddedModule *m = embedded_modules; m->name; m++) {
        printf("%s%s %zu\\n", m->name, m->is_package ? "/" : "", m->length);
        fwrite(m->text, 1, m->length, stdout);
        putchar(m->text[m->length]);
    }
}
"""


class Embed(unittest.TestCase):
    def embed(self, files):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for file, data in files.items():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                (folder / file).write_bytes(data)
            (folder / "reader.c").write_text(READER)
            subprocess.run([sys.executable, ROOT / "tools/embed.py", folder / "out.c", *[folder / f for f in files]],
                           check=True)
            subprocess.run(["gcc", "-Wall", "-Wextra", "-Werror", "-I", ROOT / "src", "-o", folder / "reader",
                            folder / "reader.c", folder / "out.c"], check=True)
            return subprocess.run([folder / "reader"], check=True, capture_output=True).stdout

    @unittest.skipUnless(shutil.which("gcc"), "no gcc")
    def test_every_byte(self):
        data = bytes(range(1, 256)) + b'??/ "\\1" 7\n\n\r\nend'
        self.assertEqual(self.embed({"modules/zoo.py": data, "modules/a.py": b"", "prelude.py": b"no module"}),
                         b"a 0\n\0" + b"zoo %d\n" % len(data) + data + b"\0")

    @unittest.skipUnless(shutil.which("gcc"), "no gcc")
    def test_packages(self):
        """A folder with an __init__.py is a package; any other is only where a file lies."""
        self.assertEqual(self.embed({f"modules/{name}": b"" for name in ("a/__init__.py", "a/b.py", "a/c/__init__.py", "a/c/d.py", "e/f.py")}),
                         b"a/ 0\n\0a.b 0\n\0a.c/ 0\n\0a.c.d 0\n\0f 0\n\0")

    @unittest.skipUnless(shutil.which("gcc"), "no gcc")
    def test_no_file_at_all(self):
        self.assertEqual(self.embed({}), b"")


if __name__ == "__main__":
    unittest.main()
