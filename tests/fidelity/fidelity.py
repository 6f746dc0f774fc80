#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of Python causette is: others' tests, run by python3 and by causette, and compared.

    fidelity.py --causette PATH [NAME...]

NAME is a module of CPython's tests (`io` is test_io, `unittest.test.test_case` is itself), a page of the documentation
(`library/bisect`), `tests` or `doc`: all of the one or of the other kind; without a NAME it is everything. Each runs in a process
of its own with limits. What a binary has done is remembered, so another run asks only what it has not been asked before.
"""

import argparse
import concurrent.futures
import os
import pathlib
import signal
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import oracle
import process
import results
import subjects
import written

NOT_HERE = 77
TEXT_LINES = 12


class Progress:
    """One line, redrawn, on a terminal; nothing elsewhere."""

    def __init__(self, total):
        self.total = total
        self.done = 0
        self.running = []
        self.lock = threading.Lock()
        self.draws = sys.stderr.isatty() and os.environ.get("TERM", "dumb") != "dumb"

    def change(self, name, begins):
        with self.lock:
            if begins:
                self.running.append(name)
            else:
                self.running.remove(name)
                self.done += 1
            if self.draws:
                print(f"\r\033[K{self.done} of {self.total}: {', '.join(self.running)}"[:100], end="", file=sys.stderr, flush=True)

    def end(self):
        if self.draws:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def measure(chosen, causette, again, jobs):
    """[Comparison], in the order of the subjects."""
    progress = Progress(len(chosen))
    python = results.Interpreter(oracle.PYTHON)

    def one(subject):
        progress.change(subject.name, True)
        try:
            return results.compare(subject, python.ask(subject), causette.ask(subject, again))
        finally:
            progress.change(subject.name, False)

    pool = concurrent.futures.ThreadPoolExecutor(jobs)
    try:
        return list(pool.map(one, chosen))
    except KeyboardInterrupt:
        pool.shutdown(wait=False, cancel_futures=True)
        process.kill_all()
        raise
    finally:
        progress.end()


def tell_failed(comparisons, verbose):
    for found in comparisons:
        for item, text in found.failed.items():
            print(f"\n{found.subject.name} {found.subject.short(item)}")
            lines = text.rstrip("\n").split("\n")[-TEXT_LINES:] if verbose else [results.last_line(text)]
            print(*("    " + line[:200] for line in lines), sep="\n")


def available(chosen):
    """Those that can be run here; says of the others why not."""
    missing = subjects.missing()
    for group, reason in missing.items():
        if any(subject.group == group for subject in chosen):
            print(f"skipped: {group}: {reason}", file=sys.stderr)
    chosen = [subject for subject in chosen if subject.group not in missing]
    unknown = [subject.name for subject in chosen if not subject.exists()]
    if unknown:
        sys.exit(f"fidelity: python3 has no such tests: {' '.join(unknown)}")
    return chosen


def main(words):
    options = argparse.ArgumentParser(prog="fidelity", description="Runs Python's tests and examples by python3 and by causette.")
    options.add_argument("--causette", metavar="PATH", type=pathlib.Path, required=True, help="the binary")
    options.add_argument("--write", action="store_true", help=f"keep the result as {written.PAGE.relative_to(written.ROOT)}")
    options.add_argument("--again", action="store_true", help="ask causette again, whatever is remembered of it")
    options.add_argument("--only", metavar="TEXT", default="", help="only methods whose names contain TEXT; nothing is remembered")
    options.add_argument("-v", "--verbose", action="store_true", help="more than the last line of what failed")
    options.add_argument("-j", "--jobs", type=int, default=os.cpu_count(), help="how many run at a time (%(default)s)")
    options.add_argument("names", metavar="NAME", nargs="*", help="a module, a page, `tests` or `doc`; everything")
    given = options.parse_args(words)
    if given.write and (given.names or given.only):
        options.error("--write is about everything: no NAME, no --only")
    chosen = available(subjects.choose(given.names, given.only))
    if not chosen:
        return NOT_HERE
    results.forget_old()
    comparisons = measure(chosen, results.Interpreter(given.causette.resolve()), given.again, given.jobs)
    if given.names:
        tell_failed(comparisons, given.verbose)
        print()
    print(*written.table(comparisons), sep="\n")
    if given.write:
        written.write(comparisons)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
