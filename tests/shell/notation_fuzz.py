#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs of tests/notation, changed at random: whatever is wrong with one, it ends by an exception, not by a signal.

One process compiles and runs each in a child of its own (os.fork), with limits on time and memory. The seed is fixed, so that a
failure comes again: `notation_fuzz.py SEED COUNT` runs others.
"""

import os
import pathlib
import re
import subprocess
import sys

from _terminal import CAUSETTE, SECONDS, is_sanitized

PROGRAMS = pathlib.Path(__file__).resolve().parents[1] / "notation"
TOUCHES = re.compile(r"\b(import os|from os|subprocess|socket|signal|shutil|pathlib|tempfile|open\(|fork|input\()")
DRIVER = r'''
import os, random, re, resource, signal, sys

seed, count, memory = map(int, sys.argv[1:4])
texts = [open(path, encoding="utf-8", errors="surrogateescape").read() for path in open("programs").read().split("\n")]
random = random.Random(seed)
WORDS = ["(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "*", "**", "->", "lambda", "yield", "await", "async ", "None", "0", "-1", "2**70",
         "''", "b''", "\\", "\n", "\n    ", "@", "del ", "global ", "nonlocal ", "match ", "case ", "except*", "return", "self", "__class__",
         "super()", "type", "\0", "é", "\ud800", "f'{", "}'", "\x27\x27\x27", "#", "if ", "for ", "in ", "while ", "try:", "finally:", "with "]


def exchange(text):
    """One name or number for another of the same text: mostly still a program."""
    found = list(re.finditer(r"\b\w+\b", text))
    if not found:
        return text
    one, other = random.choice(found), random.choice(found)
    return text[:one.start()] + other[0] + text[one.end():]


def change(text):
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.7:
            text = exchange(text)
            continue
        at = random.randrange(len(text) + 1)
        end = min(len(text), at + random.choice((1, 1, 2, 5, 20, 100)))
        how = random.randrange(6)
        if how == 0:
            text = text[:at] + text[end:]
        elif how == 1:
            text = text[:at] + random.choice(WORDS) + text[at:]
        elif how == 2:
            text = text[:at] + random.choice(WORDS) + text[end:]
        elif how == 3:
            text = text[:end] + text[at:end] * random.choice((1, 2, 30)) + text[end:]
        elif how == 4:
            other = random.choice(texts)
            begin = random.randrange(len(other) + 1)
            text = text[:at] + other[begin:begin + random.choice((5, 40, 200))] + text[end:]
        else:
            lines = text.split("\n")
            random.shuffle(lines[:random.randint(1, 9)])
            i, k = random.randrange(len(lines)), random.randrange(len(lines))
            lines[i], lines[k] = lines[k], lines[i]
            text = "\n".join(lines)
    return text


def run(text):
    """In the child."""
    null = os.open(os.devnull, os.O_RDWR)
    for fd in range(3):
        os.dup2(null, fd)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)  # SIGVTALRM ends it
    try:
        exec(compile(text, "changed.py", "exec"), {"__name__": "__main__"})
    except BaseException:
        pass
    os._exit(0)


for number in range(count):
    text = change(random.choice(texts))
    child = os.fork()
    if child == 0:
        run(text)
    status = os.waitpid(child, 0)[1]
    ended = os.waitstatus_to_exitcode(status)
    if ended < 0 and -ended not in (signal.SIGVTALRM, signal.SIGXCPU, signal.SIGKILL) or ended > 0 and memory == 0:
        with open(f"changed{number}.py", "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
        print(f"input {number}: ended with {ended}; it begins with\n{text[:1500]!r}", flush=True)
'''


def main(words):
    sanitized = is_sanitized(CAUSETTE)
    seed, count = (int(word) for word in words) if words else (20261201, 500 if sanitized else 3000)
    with open("driver.py", "w", encoding="utf-8") as file:
        file.write(DRIVER)
    programs = sorted(str(path) for path in PROGRAMS.glob("*.py")
                      if not path.name.startswith("_") and not TOUCHES.search(path.read_text(encoding="utf-8", errors="replace")))
    with open("programs", "w", encoding="utf-8") as file:
        file.write("\n".join(programs))
    memory = 0 if sanitized else 1 << 30
    done = subprocess.run([CAUSETTE, "driver.py", str(seed), str(count), str(memory)], capture_output=True, text=True,
                          timeout=SECONDS, check=False, stdin=subprocess.DEVNULL, errors="replace")
    print(done.stdout[-8000:], done.stderr[-2000:])
    return done.returncode or bool(done.stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
