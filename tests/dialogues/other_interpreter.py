#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents that pass also pass with python3 in each of their roles in turn: what they say is true of both."""

import collections
import json
import pathlib
import sys
import unittest

import _check
from _check import check

PYTHON = "/usr/bin/python3"
# Virtual time that would take too long in real time, or that none else keeps.
NOT_THESE = {"clocks_agree.txt", "connect_full_queue.md", "equal_deadlines.txt", "event_wait.txt", "lone_role.txt", "sleep_an_hour.txt",
             "sleep_beside.md", "timeout_of_accept.md", "timeout_of_recv.rst"}
UNAVAILABLE = 77


class OtherInterpreter(unittest.TestCase):
    maxDiff = None

    def test_each_role(self):
        folder = _check.HERE / "passing"
        names = [path.name for path in _check.documents("passing") if path.name not in NOT_THESE]
        documents = collections.defaultdict(list)
        for document in json.loads(check("--json", *names, cwd=folder)[1])["documents"]:
            for role in sorted({turn["role"] for turn in document["turns"]}):
                documents[role].append(document["path"])
        self.assertGreater(len(documents), 20)
        for role, paths in documents.items():
            with self.subTest(role):
                status, out, err = check("--with", f"{role}={PYTHON}", *paths, cwd=folder)
                self.assertEqual((status, err), (0, ""), out)


if __name__ == "__main__":
    if not pathlib.Path(PYTHON).exists():
        print("no python3 to play a role")
        sys.exit(UNAVAILABLE)
    unittest.main()
