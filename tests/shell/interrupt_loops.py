#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ctrl-C is heard in every loop of the machine's own, and the loops let other tasks run."""

import signal
import subprocess
import unittest

from _terminal import CAUSETTE, SECONDS, is_sanitized, main, wait_until, work_seconds

# Loops over iterators without an end, or with one that nobody lives to see.
LOOPS = """
sum(range(10**12))
sum(map(int, iter(int, 1)))
[].extend(iter(int, 1))
[].extend(1 for i in iter(int, 1))
a = []; a += iter(int, 1)
a = []; a[0:0] = iter(int, 1)
a = [1]; a.extend(iter(a))
[*iter(int, 1)]
a, *b = iter(int, 1)
list(zip(range(10**12)))
list(enumerate(range(10**12)))
list(map(int, range(10**12)))
list(iter(lambda: 1, 2))
tuple(iter(int, 1))
sorted(iter(int, 1))
b"".join(iter(bytes, 1))
"".join(iter(str, 1))
bytes(iter(int, 1))
bytearray().extend(iter(int, 1))
print(*iter(int, 1))
dict(zip(range(10**12), range(10**12)))
dict(iter(lambda: (1, 2), 3))
{}.update(zip(range(10**12), range(10**12)))
dict.fromkeys(iter(int, 1))
dict.fromkeys(zip(range(10**12)))
set(iter(int, 1))
set(zip(range(10**12)))
set().update(iter(int, 1))
set().intersection(iter(int, 1))
{1}.isdisjoint(iter(int, 1))
frozenset(iter(int, 1))
next(filter(None, iter(int, 1)))
for i in filter(None, iter(int, 1)): pass
for i in iter(int, 1): pass
all(iter(lambda: 1, 0))
any(iter(int, 1))
max(range(10**12))
min(iter(int, 1))
5 in iter(int, 1)
5 in zip(range(10**12))
"a" in range(10**12)
range(10**12).count("a")
int.from_bytes(iter(int, 1), "big")
while True: pass
""".strip().splitlines()

# Work of C alone: it stops for Ctrl-C, and nobody else runs meanwhile. The limit on digits is off.
WORK = """
10 ** 10 ** 8
3 ** 10 ** 8
str(1 << 20000000)
int("9" * 5000000)
int("f" * 10000000, 16) // 3 ** 3000000
3 ** 6000000 % 7 ** 2000000
divmod(3 ** 6000000, 7 ** 2000000)
pow(3, 1 << 200000, (1 << 200000) - 1)
f"{1 << 20000000:,}"
"%d" % (1 << 20000000)
a = 3 ** 4000000; a * (a + 1)
float(3 ** 3000000 * 7 ** 3000000)
""".strip().splitlines()

# Each list holds the one before it twice.
NESTED = """
repr(a)
str(b)
f"{a!r}"
a == c
b == d
a < c
hash(b)
b in {d}
{b: 1}
print(a)
""".strip().splitlines()
NESTING = "a, b, c, d = [], (), [], ()\nfor i in range(60): a, b, c, d = [a, a], (b, b), [c, c], (d, d)\n"

BUSY = 0.1  # seconds of work, before which no loop may have ended
DEAF = 1.0  # seconds of work until Ctrl-C must have been heard
TURNS = 5 if is_sanitized(CAUSETTE) else 20  # that another task takes in DEAF seconds; sanitized it is five times as slow


class Program:
    """Runs a text, whose first line of output says that what is looked at begins."""

    def __init__(self, text):
        self.process = subprocess.Popen([CAUSETTE, "--memory=3G", "-c", text], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        self.first = self.process.stdout.readline()

    def work(self):
        try:
            return work_seconds(self.process.pid)
        except OSError:
            return None

    def has_worked(self, start, seconds):
        return self.process.poll() is not None or self.work() - start >= seconds

    def end(self):
        output, errors = self.process.communicate(timeout=SECONDS)
        return output.decode(), errors.decode()


class Loops(unittest.TestCase):
    def interrupt(self, text):
        program = Program("import sys; sys.set_int_max_str_digits(0); print('go', flush=True)\n" + text)
        start = program.work()
        wait_until(lambda: program.has_worked(start, BUSY), "work")
        self.assertIsNone(program.process.poll(), f"{text} ended by itself")
        before = program.work()
        program.process.send_signal(signal.SIGINT)
        wait_until(lambda: program.has_worked(before, DEAF), f"the end of {text}")
        is_deaf = program.process.poll() is None
        if is_deaf:
            program.process.kill()
        errors = program.end()[1]
        self.assertFalse(is_deaf, f"{text} did not hear Ctrl-C in {DEAF} s of work")
        self.assertEqual(errors.splitlines()[-1:], ["KeyboardInterrupt"], text)

    def test_loops(self):
        for text in LOOPS:
            with self.subTest(text):
                self.interrupt(text)

    def test_work(self):
        for text in WORK:
            with self.subTest(text):
                self.interrupt(text)

    def test_nested(self):
        for text in NESTED:
            with self.subTest(text):
                self.interrupt(NESTING + text)

    def test_parser(self):
        for text in "'(' + 'a+' * 20000000 + 'a)'", "'[' * 100 + 'a,' * 10000000 + 'b c' + ']' * 100":
            with self.subTest(text):
                self.interrupt(f"compile({text}, 'f.py', 'exec')")

    def others_go_on(self, text):
        """Another task ends the process, so that it must have run."""
        other = "import os, threading, time\ndef other():\n    for i in range(%d): time.sleep(0.001)\n    os._exit(7)\n" % TURNS
        program = Program(other + "threading.Thread(target=other).start()\nprint('go', flush=True)\n" + text)
        start = program.work()
        wait_until(lambda: program.has_worked(start, DEAF + BUSY), f"the other task's turn beside {text}")
        is_alone = program.process.poll() is None
        if is_alone:
            program.process.kill()
        program.end()
        self.assertFalse(is_alone, f"{text} leaves no other task a turn")
        self.assertEqual(program.process.returncode, 7, text)

    def test_others(self):
        for text in LOOPS:
            with self.subTest(text):
                self.others_go_on(text)

    def test_others_beside_nested(self):
        for text in NESTED:
            with self.subTest(text):
                self.others_go_on(NESTING + text)


if __name__ == "__main__":
    main()
