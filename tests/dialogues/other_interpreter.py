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


def at_once(documents, folder):
    """Of {role: its documents}: roles no two of which are in one document, and the documents of all of them."""
    roles, paths, shells = [], [], ""
    for role, its in documents.items():
        text = "".join((folder / path).read_text(encoding="utf-8") for path in its)
        is_a_shell = f"({role}) $ " in shells or any(f"({other}) $ " in text for other in roles)
        if not set(its) & set(paths) and not is_a_shell:
            shells += text
            roles.append(role)
            paths += its
    return roles, paths


class OtherInterpreter(unittest.TestCase):
    maxDiff = None

    def test_each_role(self):
        folder = _check.HERE / "passing"
        names = [path.name for path in _check.documents("passing") if path.name not in NOT_THESE]
        documents = collections.defaultdict(list)
        for document in json.loads(check("--json", *names, cwd=folder)[1])["documents"]:
            for role in sorted({turn["role"] for turn in document["turns"]}):
                if f"({role}) $ " not in (folder / document["path"]).read_text(encoding="utf-8"):
                    documents[role].append(document["path"])
        self.assertGreater(len(documents), 20)
        while documents:
            roles, paths = at_once(documents, folder)
            with self.subTest(roles):
                players = [word for role in roles for word in ("--with", f"{role}={PYTHON}")]
                status, out, err = check(*players, *paths, cwd=folder)
                self.assertEqual((status, err), (0, ""), out)
            for role in roles:
                del documents[role]


if __name__ == "__main__":
    if not pathlib.Path(PYTHON).exists():
        print("no python3 to play a role")
        sys.exit(UNAVAILABLE)
    unittest.main()
