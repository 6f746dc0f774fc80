# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of other languages, built where the test runs, and traced."""

import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from patience import SECONDS

CAUSETTE = os.environ["CAUSETTE"]
PROGRAMS = pathlib.Path(__file__).resolve().parent / "programs"
COMPILER = os.environ.get("CC", "cc")


def knows_places():
    """The static binary cannot load what reads debug information."""
    return b"ld-linux" in pathlib.Path(CAUSETTE).read_bytes()[:1 << 12]


def build(name, *options):
    """The program of programs/NAME.c, with debug information; a path."""
    folder = tempfile.mkdtemp(dir=os.getcwd())
    made = f"{folder}/{name}"
    subprocess.run([COMPILER, "-g", "-O0", "-w", *options, str(PROGRAMS / f"{name}.c"), "-o", made, "-pthread"], check=True)
    return made


def trace(*words, environment=None, stdin=subprocess.DEVNULL):
    """What `causette trace WORDS` does: a CompletedProcess, its output as text."""
    wanted = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", **(environment or {})}
    return subprocess.run([CAUSETTE, "trace", *words], env=wanted, stdin=stdin, capture_output=True, text=True,
                          timeout=SECONDS, errors="replace", check=False)


def notes(text):
    """The notes among the lines of a trace, each as one line."""
    found = []
    was_note = False
    for line in text.split("\n"):
        is_note = line.startswith("# ")
        if is_note and was_note:
            found[-1] += " " + line[2:]
        elif is_note:
            found.append(line[2:])
        was_note = is_note
    return found
