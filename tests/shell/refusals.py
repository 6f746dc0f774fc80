#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every public name that the oracle has, causette has too or says that Python has it; what neither has is no refusal."""

import os
import subprocess
import sys
import unittest

LACKING = "(Python has it, causette has not)"
MODULES = """array binascii builtins cmath codecs contextvars csv errno gc hashlib io itertools json marshal math os queue
select signal socket struct sys threading time zlib""".split()
# Modules of Python on other systems: here it has them as little as causette.
ELSEWHERE = {"_msi", "_overlapped", "_scproxy", "_winapi", "msilib", "msvcrt", "nt", "winreg", "winsound"}
# A program of both: the names, one a line, that a module or a class of it has.
NAMES = """
import importlib
def public(thing):
    return [name for name in dir(thing) if not name.startswith("_") and name.isascii()
            and type(getattr(thing, name, None)) is not type(importlib)]
for module in {modules!r}:
    try:
        there = importlib.import_module(module)
    except ImportError as problem:
        continue
    for name in public(there):
        print(module, name)
        thing = getattr(there, name)
        if isinstance(thing, type) and thing.__module__ in (module, "_" + module):
            for own in public(thing):
                print(module + "." + name, own)
"""
# What is missing is asked for by attribute, and by hasattr().
ASKED = """
import importlib
for module, path, name in {missing!r}:
    try:
        thing = importlib.import_module(module)
    except ImportError as problem:
        print(module, path, name, str(problem))
        continue
    for part in path:
        thing = getattr(thing, part)
    if hasattr(thing, name):
        continue  # there, though dir() does not show it
    try:
        getattr(thing, name)
    except AttributeError as problem:
        print(module, path, name, str(problem))
"""


def run(python, program):
    return subprocess.run([python, "-c", program], check=True, capture_output=True, text=True).stdout


def listed(python):
    return {tuple(line.split()) for line in run(python, NAMES.format(modules=MODULES)).splitlines()}


@unittest.skipUnless(sys.version_info[:2] == (3, 11), "this python3 is another than 3.11")
class Refusals(unittest.TestCase):
    maxDiff = None
    causette = os.environ["CAUSETTE"]

    def raised(self, line):
        done = subprocess.run([self.causette, "-c", line], capture_output=True, text=True)
        return done.stderr.strip().splitlines()[-1]

    def test_names_that_python_has(self):
        theirs, ours = listed(sys.executable), listed(self.causette)
        self.assertGreater(len(theirs), 2500)
        owners = {owner for owner, _ in theirs}
        missing = []
        for owner, name in sorted(theirs - ours):
            module, *path = owner.split(".")
            parent = (module, path[0]) if path else None
            if parent is None or parent in ours:  # a class that is missing is told by itself
                missing.append((module, path, name))
        self.assertIn("socket.socket", owners)
        answers = run(self.causette, ASKED.format(missing=missing)).splitlines()
        self.assertTrue(answers, "none is missing: this test has done its work")
        self.assertEqual([answer for answer in answers if not answer.endswith(LACKING)], [])

    def test_modules_that_python_has(self):
        names = sorted(sys.stdlib_module_names - {"antigravity", "this"} - ELSEWHERE)
        program = f"""
for name in {names!r}:
    try:
        __import__(name)
    except ImportError as problem:
        print(name, problem)
    except BaseException as problem:
        print(name, type(problem), problem)
"""
        answers = [line for line in run(self.causette, program).splitlines() if "No module named" in line]
        self.assertEqual([line for line in answers if not line.endswith(LACKING)], [])

    def test_what_nobody_has(self):
        for line in ("import nothing_of_that_name", "import socket; socket.foo", "str.foo", "import os; os.foo", "foo",
                     "from time import foo", "b'x'.decode('latin-99')", "import sys; sys.last_value"):
            self.assertNotIn("Python", self.raised(line), line)

    def test_each_kind_of_refusal(self):
        for line in ("import tkinter", "from sys import setdlopenflags", "import sys; sys.setdlopenflags",
                     "b'x'.decode('big5')", "'a'.encode('Shift-JIS')"):
            self.assertTrue(self.raised(line).endswith(LACKING), line)

    def test_a_program_of_ones_own_has_its_own_names(self):
        self.assertEqual(self.raised("import sys, types; sys.modules['time'] = types.ModuleType('time')\n"
                                     "import time; time.sleep"), "AttributeError: module 'time' has no attribute 'sleep'")


if __name__ == "__main__":
    unittest.main()
