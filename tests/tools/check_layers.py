# SPDX-License-Identifier: GPL-3.0-or-later
"""check-layers finds an include against the order, names its place, and is silent otherwise."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

TESTS = pathlib.Path(__file__).resolve().parent.parent


class CheckLayers(unittest.TestCase):
    def check(self, files):
        """(exit status, lines) for a tree with these files below src/."""
        with tempfile.TemporaryDirectory() as root:
            for name, text in files.items():
                file = pathlib.Path(root, "src", name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            done = subprocess.run([sys.executable, TESTS / "layers.py", root], capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()

    def test_own_layer_and_those_above(self):
        self.assertEqual(self.check({
            "base/list.h": "#include <stddef.h>\n",
            "vm/task.c": '#include "vm/task.h"\n#include "base/list.h"\n#include "value/value.h"\n',
            "modules/deep/er.c": '#include "modules/modules.h"\n',
        }), (0, []))

    def test_main_includes_any(self):
        self.assertEqual(self.check({"main.c": '#include "base/list.h"\n#include "ladder/ladder.h"\n'}), (0, []))

    def test_below_is_refused(self):
        status, lines = self.check({"vm/task.c": '#include "vm/task.h"\n\n#include "sched/io.h"\n'})
        self.assertEqual(status, 1)
        self.assertEqual(lines, ['src/vm/task.c:3: "sched/io.h": vm is below sched'])

    def test_each_layer_against_the_next(self):
        layers = "base value lang vm sched kernel journal builtin modules explain document shell dialogue ladder".split()
        for above, below in zip(layers, layers[1:]):
            self.assertEqual(self.check({f"{below}/x.h": f'#include "{above}/x.h"\n'})[0], 0, below)
            self.assertEqual(self.check({f"{above}/x.h": f'#include "{below}/x.h"\n'})[0], 1, above)

    def test_no_module_knows_another(self):
        self.assertEqual(self.check({"modules/time/x.c": '#include "modules/time/x.h"\n#include "modules/modules.h"\n'})[0], 0)
        status, lines = self.check({"modules/time/x.c": '#include "modules/sys/sys.h"\n'})
        self.assertEqual((status, lines), (1, ['src/modules/time/x.c:1: "modules/sys/sys.h": module time knows module sys']))
        self.assertEqual(self.check({"shell/x.c": '#include "modules/sys/sys.h"\n'})[0], 0)

    def test_headers_too_and_with_spaces(self):
        self.assertEqual(self.check({"base/x.h": '  #  include   "value/value.h"\n'})[0], 1)

    def test_include_without_a_layer(self):
        self.assertEqual(self.check({"vm/task.c": '#include "task.h"\n'})[0], 1)
        self.assertEqual(self.check({"vm/task.c": '#include "../sched/io.h"\n'})[0], 1)

    def test_folder_that_is_no_layer(self):
        self.assertEqual(self.check({"util/x.c": "\n"})[0], 1)


if __name__ == "__main__":
    unittest.main()
