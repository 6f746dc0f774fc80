# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what passed, shows what runs and what failed, and ends with one plain line.

On a terminal one line is redrawn: which part of the tests it is, how many are done, what runs now. Elsewhere, and on
a terminal that cannot redraw a line, each part has a line when it has ended. What failed is told at once.
"""

import contextlib
import difflib
import os
import shutil
import sys
import threading
import time

MOST_LINES = 24


def shorten(lines, most=MOST_LINES):
    return lines if len(lines) <= most else [*lines[:most], f"... {len(lines) - most} more lines"]


def diff(want, got, names=("python", "causette")):
    """The lines in which two texts differ, a few of them."""
    rows = difflib.unified_diff(want.split("\n"), got.split("\n"), *names, lineterm="", n=1)
    return shorten([row[:200] for row in rows])


class Part:
    """A part of the tests: how far it is."""

    def __init__(self, name, total):
        self.name = name
        self.total = total
        self.begun = time.monotonic()
        self.passed = self.failed = self.skipped = 0
        self.running = []

    @property
    def done(self):
        return self.passed + self.failed + self.skipped

    def counts(self):
        return "".join([f"{self.passed} passed", f", {self.failed} failed" if self.failed else "",
                        f", {self.skipped} skipped" if self.skipped else ""])


class Report:
    """The methods may be called from any thread."""

    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.passed = self.failed = 0
        self.skipped = []  # (name, reason)
        self.current = None
        self.redraws = self.out.isatty() and os.environ.get("TERM", "dumb") != "dumb"
        self.lock = threading.RLock()

    def say(self, text):
        """A line that stays. The line that is redrawn, if there is one, gives way."""
        with self.lock:
            print(("\r\033[K" if self.redraws else "") + text, file=self.out, flush=True)
            self.draw()

    def draw(self):
        if not self.redraws or not self.current:
            return
        part = self.current
        failed = f", {self.failed} failed" if self.failed else ""
        line = f"{part.name}: {part.done} of {part.total} done{failed}: {', '.join(part.running)}"
        print("\r\033[K" + line[:shutil.get_terminal_size().columns - 1], end="", file=self.out, flush=True)

    @contextlib.contextmanager
    def part(self, name, total):
        """What follows is this part, of so many tests."""
        with self.lock:
            part = self.current = Part(name, total)
            self.draw()
        yield
        with self.lock:
            self.current = None
            if not self.redraws:
                self.say(f"{name}: {part.counts()}, {time.monotonic() - part.begun:.0f} s")

    def begin(self, name):
        with self.lock:
            if self.current:
                self.current.running.append(name)
                self.draw()

    def count(self, name, how):
        """One more of this kind in the current part."""
        if self.current:
            setattr(self.current, how, getattr(self.current, how) + 1)
            if name in self.current.running:
                self.current.running.remove(name)
            self.draw()

    def result(self, name, trouble):
        """trouble: the lines that tell what is wrong; none when the test passed."""
        with self.lock:
            if trouble:
                self.failed += 1
                lines = (line.encode("utf-8", "backslashreplace").decode() for line in trouble)
                self.say("\n    ".join([f"FAILED {name}", *lines]))
            else:
                self.passed += 1
            self.count(name, "failed" if trouble else "passed")

    def skip(self, name, reason):
        with self.lock:
            self.skipped.append((name, reason))
            self.count(name, "skipped")

    def close(self, why):
        """Nothing more is told but this line: the tests were ended from outside."""
        with self.lock:
            self.current = None
            self.say(why)
            self.out = open(os.devnull, "w", encoding="utf-8")

    def end(self):
        """Prints the last line; gives the exit status."""
        for name, reason in self.skipped:
            self.say(f"skipped {name}: {reason}")
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        self.say(f"{self.passed} passed, {self.failed} failed{skipped}")
        return 1 if self.failed or not self.passed else 0
