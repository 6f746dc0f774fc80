# SPDX-License-Identifier: GPL-3.0-or-later
"""The test programs: what they are, how one is run, and how two runs are compared.

A program is tests/FOLDER/NAME.py; NAME.in beside it is its standard input. NAME.out is what it prints where
python3 has no such thing: then python3 is not asked. A name that begins with _ is a module for the others. Marks stand in the comments at its head:

    # refused: TEXT     causette must refuse it: an error whose last line contains TEXT
    # args: ONE TWO     arguments, in shell quoting
    # status-only       compare nothing but the exit status
"""

import dataclasses
import os
import pathlib
import re
import shlex

import process
from report import diff, shorten

TESTS = pathlib.Path(__file__).parent
FOLDERS = ("notation", "modules", "limits")
MARK = re.compile(r"#\s*(refused|args|status-only)\b:?\s*(.*)")
SANITIZER_STATUS = 99

# All that a program sees of the environment it is run in. The sanitizers' part is for their builds alone.
ENVIRONMENT = {
    "PATH": os.defpath,
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "ASAN_OPTIONS": f"detect_leaks=1:allocator_may_return_null=1:handle_segv=0:exitcode={SANITIZER_STATUS}",
    "UBSAN_OPTIONS": f"halt_on_error=1:print_stacktrace=1:handle_segv=0:exitcode={SANITIZER_STATUS}",
}


@dataclasses.dataclass(eq=False)
class Program:
    path: pathlib.Path
    refused: str = ""
    args: tuple = ()
    status_only: bool = False

    @property
    def folder(self):
        return self.path.parent.name

    @property
    def name(self):
        return f"{self.folder}/{self.path.name}"

    @property
    def own(self):
        """What a program prints that uses what python3 does not have, as a Result; None of all others."""
        given = self.path.with_suffix(".out")
        return process.Result(given.read_bytes(), b"", 0) if given.exists() else None

    def run(self, interpreter):
        """The program's name is given without its folder: what it prints must not tell where it lies."""
        given = self.path.with_suffix(".in")
        return process.run([str(interpreter), self.path.name, *self.args], cwd=self.path.parent,
                           env=ENVIRONMENT, stdin=given if given.exists() else os.devnull)


def read_marks(path):
    program = Program(path)
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.startswith("#"):
                break
            found = MARK.match(line)
            if found and found.group(1) == "refused":
                program.refused = found.group(2).strip()
            elif found and found.group(1) == "args":
                program.args = tuple(shlex.split(found.group(2)))
            elif found:
                program.status_only = True
    return program


def wanted(path, names):
    return not names or any(name in str(path) for name in names)


def find_programs(names=()):
    """The programs whose path below the repository contains one of the names; all if none is given."""
    files = [file for folder in FOLDERS for file in sorted((TESTS / folder).glob("*.py"))]
    return [read_marks(file) for file in files
            if not file.name.startswith("_") and wanted(file.relative_to(TESTS.parent), names)]


def text(data):
    return data.decode("utf-8", "surrogateescape")


def tell_end(result):
    """How a run ended that should not have ended so, or nothing."""
    if result.stopped:
        return [result.stopped]
    if result.status == SANITIZER_STATUS:
        return shorten(text(result.stderr).split("\n"), 40)
    return []


def check_refused(program, got):
    """What is wrong with this refusal, as lines."""
    if tell_end(got):
        return tell_end(got)
    if got.status not in (1, 2):
        return [f"must be refused with {program.refused!r}, ended with status {got.status}"]
    if program.refused not in got.last_error:
        return [f"must be refused with {program.refused!r}", f"said                 {got.last_error!r}"]
    return []


def compare(program, want, got):
    """The differences between what python3 did and what causette did, as lines."""
    lines = tell_end(got)
    if lines:
        return lines
    if not program.status_only:
        if want.digest and want.digest != got.output_digest:
            lines.append("standard output is not what was recorded, which is too long to be kept")
        elif not want.digest and want.stdout != got.stdout:
            lines += diff(text(want.stdout), text(got.stdout))
        if want.last_error != got.last_error:
            lines += ["last line of standard error", f"    python   {want.last_error}",
                      f"    causette {got.last_error}"]
    if want.status != got.status:
        lines.append(f"exit status {got.status}, python {want.status}")
        if want.last_error == got.last_error:
            lines += shorten(text(got.stderr).rstrip("\n").split("\n"))
    return lines
