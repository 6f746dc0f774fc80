# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what passed, shows what failed, and ends with one plain line."""

import difflib
import sys

MOST_LINES = 24


def shorten(lines, most=MOST_LINES):
    return lines if len(lines) <= most else [*lines[:most], f"... {len(lines) - most} more lines"]


def diff(want, got, names=("python", "causette")):
    """The lines in which two texts differ, a few of them."""
    rows = difflib.unified_diff(want.split("\n"), got.split("\n"), *names, lineterm="", n=1)
    return shorten([row[:200] for row in rows])


class Report:
    def __init__(self):
        self.passed = self.failed = 0
        self.skipped = []  # (name, reason)
        self.on_terminal = sys.stdout.isatty()

    def say(self, text):
        """A line that stays. The progress line, if there is one, gives way."""
        print(("\r\033[K" if self.on_terminal else "") + text, flush=True)

    def progress(self, text):
        if self.on_terminal:
            print(f"\r\033[K{self.passed} passed, {self.failed} failed: {text[:60]}", end="", flush=True)

    def result(self, name, trouble):
        """trouble: the lines that tell what is wrong; none when the test passed."""
        if trouble:
            self.failed += 1
            self.say(f"FAILED {name}")
            for line in trouble:
                self.say("    " + line.encode("utf-8", "backslashreplace").decode())
        else:
            self.passed += 1
            self.progress(name)

    def skip(self, name, reason):
        self.skipped.append((name, reason))

    def end(self):
        """Prints the last line; gives the exit status."""
        for name, reason in self.skipped:
            self.say(f"skipped {name}: {reason}")
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        self.say(f"{self.passed} passed, {self.failed} failed{skipped}")
        return 1 if self.failed or not self.passed else 0
