#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Allocations fail in programs of tests/notation, one in each run: the program does what it did, or fails with a status of its own,
never by a signal, never stuck, and what it had printed until then is right."""

import concurrent.futures
import os
import pathlib
import random
import subprocess
import sys

from _terminal import SECONDS

PROGRAMS = pathlib.Path(__file__).resolve().parents[1] / "notation"
CHOSEN = 60  # of the programs, by a fixed seed
WHICH = 1, 2, 3, 5, 8, 13, 40, 120  # allocation that fails
BINARY = os.environ.get("CAUSETTE_SWITCHES")


def run(program, switches=""):
    environment = {**os.environ, "CAUSETTE_SWITCHES": switches, "PYTHONHASHSEED": "0", "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([BINARY, program.name], cwd=PROGRAMS, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=SECONDS, check=False)
    return done.returncode, done.stdout, done.stderr


def trouble(program):
    """What is wrong, as lines."""
    status, out, _ = run(program)
    found = []
    for which in WHICH:
        its, shown, said = run(program, f"fail-memory={which}")
        ended = its in (0, 1, 2, status)  # 2 and others: what the program itself asks for
        lost = its == 0 and status == 0 and shown != out and b"MemoryError" not in shown + said
        if not ended or lost or b"Sanitizer" in said or b"runtime error" in said:
            found.append(f"{program.name}: fail-memory={which}: status {its}: {said[-600:].decode(errors='replace')}")
        if (its, shown) == (status, out) and which > 8:
            break  # there are fewer allocations than that
    return found


def main():
    if not BINARY:
        print("no build with the test switches")
        return 77
    programs = sorted(path for path in PROGRAMS.glob("*.py") if not path.name.startswith("_"))
    chosen = random.Random(1).sample(programs, CHOSEN)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [line for lines in pool.map(trouble, chosen) for line in lines]
    print(*found, sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
