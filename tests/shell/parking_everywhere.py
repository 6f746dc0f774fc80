#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs print the same when every call of a native parks once before it begins."""
import concurrent.futures
import os
import pathlib
import subprocess
import sys

from _terminal import SECONDS

TESTS = pathlib.Path(__file__).resolve().parent.parent
# Not of those that show how threads interleave or how long something took, or that count memory.
LEFT_OUT = ("thread", "time", "memory", "many", "busy", "unraisable", "blocking_ends", "close_while")


def run(binary, program, switches):
    environment = {key: value for key, value in os.environ.items() if key != "CAUSETTE_SWITCHES"}
    environment.update(PYTHONHASHSEED="0", LC_ALL="C.UTF-8")
    if switches:
        environment["CAUSETTE_SWITCHES"] = switches
    done = subprocess.run([binary, program.name], cwd=program.parent, env=environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=SECONDS)
    return done.returncode, done.stdout


def differs(binary, program):
    try:
        return run(binary, program, "") != run(binary, program, "park-always")
    except subprocess.TimeoutExpired:
        return True


def main():
    binary = os.environ.get("CAUSETTE_SWITCHES")
    if not binary or not os.path.isfile(binary):
        print("no build with the test switches")
        return 77
    binary = os.path.abspath(binary)
    programs = sorted((TESTS / "notation").glob("c*.py")) + sorted((TESTS / "modules").glob("socket_*.py"))
    programs = [path for path in programs if not any(word in path.name for word in LEFT_OUT)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        bad = [path.name for path, bad in zip(programs, pool.map(lambda path: differs(binary, path), programs)) if bad]
    for name in bad:
        print(f"{name}: differs when everything parks")
    print(f"{len(programs)} programs")
    return 1 if bad or len(programs) < 50 else 0


sys.exit(main())
