#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where `ulimit -s` leaves little stack, programs do what they do elsewhere: what C recurses for has fixed depths."""

import os
import resource
import subprocess
import sys

PROGRAMS = {
    "print(" + "(" * 150 + "1" + ")" * 150 + ")": (0, "1"),
    "print(" + "-" * 2900 + "1)": (0, "1"),
    "-" * 20000 + "1": (1, "MemoryError"),
    "f(" * 60 + "a b" + ")" * 60: (1, "SyntaxError: invalid syntax. Perhaps you forgot a comma?"),
    "a = []\nfor i in range(90000): a = [a]\ndel a\nprint(2)": (0, "2"),
    "a = []\nfor i in range(60): a = [a]\nprint(len(repr(a)))": (0, "122"),
    "import socket\nprint(socket.getaddrinfo('127.0.0.1', 80)[0][4])": (0, "('127.0.0.1', 80)"),
    "raise SystemExit(3)": (3, ""),
}


def shrink(kilobytes):
    resource.setrlimit(resource.RLIMIT_STACK, (kilobytes << 10, kilobytes << 10))


def main():
    wrong = 0
    for kilobytes in 128, 256, 1024:
        for program, (status, last) in PROGRAMS.items():
            done = subprocess.run([os.environ["CAUSETTE"], "-c", program], stdin=subprocess.DEVNULL, timeout=60,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                  preexec_fn=lambda kilobytes=kilobytes: shrink(kilobytes))
            shown = [line for line in done.stdout.splitlines() if "ASan doesn't fully support makecontext" not in line][-1:]
            if done.returncode != status or shown != ([last] if last else []):
                print(f"{kilobytes} KiB, {program[:50]}: status {done.returncode}, {shown}")
                wrong += 1
    return 1 if wrong else 0


sys.exit(main())
