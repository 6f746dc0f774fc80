#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checker says of documents that do not go as written: to the letter, NAME.report beside each.

    failing.py --record     writes the reports anew; CAUSETTE names the binary
"""

import json
import os
import pathlib
import re
import sys
import tempfile
import unittest

import _check
from _check import check

FOLDER = _check.HERE / "failing"


def report_of(path):
    """The report, without what is another each time: ports that the kernel chose."""
    status, out, err = check(path.name, cwd=FOLDER)
    return re.sub(r"(127\.0\.0\.1|\[::1\]):\d{5}\b", r"\1:PORT", f"{out}{err}exit status {status}\n")


def recording(path):
    return path.with_name(path.name + ".report")


class Failing(unittest.TestCase):
    maxDiff = None

    def test_reports(self):
        paths = _check.documents("failing")
        self.assertGreaterEqual(len(paths), 40)
        for path in paths:
            with self.subTest(path.name):
                report = report_of(path)
                self.assertEqual(report, recording(path).read_text())
                self.assertNotRegex(report, r"(?m)^exit status 0$")

    def test_all_together(self):
        """Each says the same among the others, in the order of the command line."""
        paths = _check.documents("failing")
        _, out, _ = check("-j3", *[path.name for path in paths], cwd=FOLDER)
        places = re.findall(r"(?m)^([a-z_]+\.(?:md|rst|txt))[:]", out)
        self.assertEqual(list(dict.fromkeys(places)), [path.name for path in paths])
        self.assertTrue(out.endswith(f"\n0 passed, {len(paths)} failed\n"))

    def test_each_turn_falsified(self):
        """Each turn of the example, made to expect what does not come, is reported at its line, and nothing else is."""
        example = _check.HERE / "passing/exemple.rst"
        lines = example.read_text().splitlines(keepends=True)
        turns = [turn for turn in json.loads(check("--json", example)[1])["documents"][0]["turns"] if turn["typed"]]
        self.assertGreater(len(turns), 20)
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for turn in turns:
                at = turn["line"]
                indent = re.match(" *", lines[at - 1])[0]
                names.append(f"{at}.rst")
                pathlib.Path(folder, names[-1]).write_text("".join([*lines[:at], f"{indent}falsified\n", *lines[at:]]))
            status, out, _ = check(*names, cwd=folder)
        self.assertEqual(status, 1)
        self.assertEqual(re.findall(r"(?m)^(\S+:\d+:)", out), [f"{turn['line']}.rst:{turn['line']}:" for turn in turns])

    def test_no_documents(self):
        """Files that are none: said with what to do, and the others are played."""
        with tempfile.TemporaryDirectory() as folder:
            here = pathlib.Path(folder)
            (here / "binary.txt").write_bytes(bytes(range(256)) * 4)
            (here / "latin.txt").write_bytes(b">>> 'caf\xe9'\n")
            (here / "good.txt").write_text(">>> 1\n1\n")
            os.mkfifo(here / "fifo")
            status, out, err = check("binary.txt", "latin.txt", "missing.txt", ".", "/dev/zero", "fifo", "good.txt", cwd=folder)
        self.assertEqual((status, err), (3, ""))
        said = out.splitlines()
        for start in ("binary.txt:1: ", "latin.txt:1: ", "missing.txt: No such file or directory", ".: Is a directory",
                      "/dev/zero: more than 16 megabytes", "fifo:1: no turns", "good.txt: 1 turn as written"):
            self.assertTrue(any(line.startswith(start) for line in said), (start, out))
        self.assertEqual(said[-1], "1 passed, 6 failed")

    def test_statuses(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("good.txt", ">>> 1\n1\n"), ("wrong.txt", ">>> 1\n2\n"), ("bad.txt", ">>> 1 # causette: nonsense\n1\n")):
                pathlib.Path(folder, name).write_text(text)
            for names, want in (("good.txt", 0), ("wrong.txt", 1), ("bad.txt", 3), ("good.txt wrong.txt", 1), ("bad.txt wrong.txt good.txt", 3)):
                self.assertEqual(check(*names.split(), cwd=folder)[0], want, names)


if __name__ == "__main__":
    if "--record" in sys.argv:
        for document in _check.documents("failing"):
            recording(document).write_text(report_of(document))
    else:
        unittest.main()
