# SPDX-License-Identifier: GPL-3.0-or-later
"""./dev: its help names every command, and what it does not know it refuses."""

import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

DEV = pathlib.Path(__file__).resolve().parent.parent.parent / "dev"


def dev(*words):
    return subprocess.run([DEV, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True)


class Dev(unittest.TestCase):
    def test_help_names_every_command(self):
        told = dev("help")
        self.assertEqual((told.returncode, told.stderr), (0, ""))
        commands = re.findall(r"^([a-z-]+)( \| .*)?\)$", DEV.read_text(), re.M)
        self.assertGreater(len(commands), 9)
        for command, _ in commands:
            self.assertRegex(told.stdout, rf"\n  {command} ")

    def test_no_command_is_help(self):
        self.assertEqual(dev().stdout, dev("help").stdout)

    def test_unknown_command(self):
        told = dev("fly")
        self.assertEqual((told.returncode, told.stdout), (1, ""))
        self.assertIn("no command 'fly'", told.stderr)

    def test_missing_tools_are_named(self):
        """A newcomer without Meson, on no Debian system, is told what to install."""
        with tempfile.TemporaryDirectory() as folder:
            tools = pathlib.Path(folder, "bin")
            tools.mkdir()
            for tool in ("sh", "dirname", "mkdir", "rm", "cat", "gcc"):
                (tools / tool).symlink_to(shutil.which(tool))
            told = subprocess.run([DEV, "build", folder + "/build"], env={"PATH": str(tools), "CC": "gcc -m64"},
                                  stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual((told.returncode, told.stdout), (1, ""))
        self.assertIn("not found: meson ninja\n", told.stderr)
        self.assertIn("ninja-build", told.stderr)


if __name__ == "__main__":
    unittest.main()
