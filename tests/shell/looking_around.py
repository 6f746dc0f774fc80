#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of tests/notation and tests/modules do the same where the machine looks around at nearly every step, collecting garbage:
what goes on behind such a look neither leaves anything out nor does it twice."""

import concurrent.futures
import json
import os
import pathlib
import random
import subprocess
import sys

from _terminal import SECONDS

TESTS = pathlib.Path(__file__).resolve().parents[1]
CHOSEN = 120  # of the programs, by a fixed seed
APART = ("# args", "# refused", "# status-only")  # what says at its head that it is not run plainly
SKIPPED = {"faulthandler_dumps.py", "os_processes.py"}  # about the process itself
BINARY = os.environ.get("CAUSETTE_SWITCHES")


def programs():
    for part in "notation", "modules":
        for name, want in json.loads((TESTS / "recorded" / f"{part}.json").read_text(encoding="utf-8")).items():
            path = TESTS / part / name
            if "stdout" not in want or name in SKIPPED or path.with_suffix(".in").exists() or not path.exists():
                continue
            if path.stat().st_size < 3000 and not any(word in path.read_text(encoding="utf-8", errors="replace")[:600] for word in APART):
                yield path, want


def trouble(one):
    """What is wrong, in a line; nothing."""
    path, want = one
    environment = {"PATH": os.defpath, "HOME": os.getcwd(), "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0",
                   "PYTHONDONTWRITEBYTECODE": "1", "CAUSETTE_SWITCHES": "collect-always", "ASAN_OPTIONS": "detect_leaks=0"}
    done = subprocess.run([BINARY, path.name], cwd=path.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                          timeout=SECONDS, check=False)
    shown = done.stdout.decode("utf-8", "surrogateescape").rstrip("\n").split("\n")
    if (done.returncode, shown) == (want["status"], "\n".join(want["stdout"]).rstrip("\n").split("\n")):
        return ""
    differs = next((pair for pair in zip(shown, want["stdout"]) if pair[0] != pair[1]), "the length")
    return f"{path.parent.name}/{path.name}: status {done.returncode}, {differs}"


def main():
    if not BINARY:
        print("no build with the test switches")
        return 77
    chosen = random.Random(3).sample(sorted(programs(), key=str), CHOSEN)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        found = [line for line in pool.map(trouble, chosen) if line]
    print(*found, sep="\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
