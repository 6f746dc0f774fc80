#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random dialogues of three roles show the same each time they are played, also while both cores are busy.

As a test it plays COUNT of them; `player_random.py --count 1000 [--seed N]` more."""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import _generator
from _check import CAUSETTE

COUNT = 50
SPINNER = "import os, time; t = time.monotonic()\nwhile time.monotonic() < t + 100 and os.getppid() != 1: pass"


def play(folder, names, jobs):
    """What the roles show, turn by turn, and the seconds it took."""
    begun = time.monotonic()
    done = subprocess.run([CAUSETTE, "check", "-v", f"-j{jobs}", *names], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C", "TMPDIR": str(folder)}, text=True, errors="surrogateescape")
    if done.stderr or done.returncode not in (0, 1):
        raise SystemExit(f"status {done.returncode}: {done.stderr}")
    return re.sub(r"(127\.0\.0\.1:)\d{5}", r"\1<port>", done.stdout), time.monotonic() - begun


def play_loaded(folder, names, jobs):
    spinners = [subprocess.Popen([sys.executable, "-c", SPINNER]) for _ in range(os.cpu_count() or 2)]
    try:
        return play(folder, names, jobs)
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


def first_difference(one, other):
    ones, others = one.splitlines(), other.splitlines()
    at = next((i for i, (a, b) in enumerate(zip(ones, others)) if a != b), min(len(ones), len(others)))
    return "\n".join(["once:", *ones[max(0, at - 6):at + 3], "again:", *others[max(0, at - 6):at + 3]])


def run_batch(folder, seeds):
    names = []
    for seed in seeds:
        names.append(f"r{seed}.txt")
        (folder / names[-1]).write_text(_generator.document(seed))
    first, first_time = play(folder, names, 2)
    second, second_time = play_loaded(folder, names, 2)
    for what in ("still waits", "is gone", "used up its time", "was not played", "signal"):
        if what in first:
            raise SystemExit(f"a turn {what}:\n" + first[max(0, first.index(what) - 300):first.index(what) + 500])
    if first != second:
        raise SystemExit(first_difference(first, second))
    for name in names:
        (folder / name).unlink()
    left = [str(path) for path in folder.iterdir()]
    if left:
        raise SystemExit(f"left behind: {left}")
    return first_time, second_time


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    times = [0, 0]
    with tempfile.TemporaryDirectory() as folder:
        for start in range(options.seed, options.seed + options.count, 50):
            taken = run_batch(pathlib.Path(folder), range(start, min(start + 50, options.seed + options.count)))
            times = [total + one for total, one in zip(times, taken)]
    print(f"{options.count} dialogues: {times[0]:.1f} s, with all cores busy {times[1]:.1f} s, shown the same")


if __name__ == "__main__":
    main()
