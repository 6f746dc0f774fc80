#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The test runner.

    run.py --all                        what ./dev test does: every build, every test
    run.py --build DIR [NAME...]        the tests whose path contains a NAME, with one build folder
    run.py --causette PATH [NAME...]    the same with one binary, without unit tests
    run.py --oracle-only [NAME...]      records what python3 prints

Programs (tests/notation, modules, limits) are compared with python3: programs.py. Scripts (tests/shell,
tests/dialogues, tests/trace, tests/tools, tests/browser) are python programs of their own that end with 0, or with 77 when they cannot run here, the
reason being their last line; CAUSETTE names the binary for them, CAUSETTE_SWITCHES the one with the
test switches compiled in, if there is one; those of tests/tools have CAUSETTE_BUILD, the build folder. Unit tests are what tests/meson.build lists in its suite `unit`,
and end in the same way.
"""

import argparse
import concurrent.futures
import os
import pathlib
import signal
import sys
import tempfile
import traceback

import builds
import layers
import oracle
import process
import programs
from report import Report, shorten

SKIPPED = 77
SCRIPT_SECONDS = 120
PASSED_ON = ("CAUSETTE_STATIC",)  # a second binary for the scripts of tests/shell that play with two
ROOT = builds.ROOT


class Runner:
    """One run of the tests: the pool, the report, and what the oracle has said so far."""

    def __init__(self, names=()):
        self.names = names
        self.report = Report()
        self.pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
        self.oracle_is_here = oracle.is_here()
        self.asked = {}  # Path -> Result of the oracle

    def each(self, part, check, items):
        """Runs check(item) for all the items (name, item), some at a time, as one part of the tests."""
        def run(name, item):
            self.report.begin(name)
            try:
                check(name, item)
            except Exception:  # a mistake of the runner itself
                self.report.result(name, traceback.format_exc().rstrip("\n").split("\n"))

        if items:
            with self.report.part(part, len(items)):
                concurrent.futures.wait([self.pool.submit(run, name, item) for name, item in items])

    def step(self, name, work, *arguments):
        """One part that is one test: what work() says is wrong, as lines. True when nothing is."""
        with self.report.part(name, 1):
            self.report.begin(name)
            trouble = work(*arguments)
            self.report.result(name, trouble)
        return not trouble

    def want(self, program):
        """What the oracle does with the program, or None where nothing is known."""
        if not self.oracle_is_here:
            return oracle.recall(program)
        if program.path not in self.asked:
            self.asked[program.path] = oracle.ask(program)
        return self.asked[program.path]

    def program_trouble(self, program, binary):
        if program.refused:
            return programs.check_refused(program, program.run(binary))
        want = program.own or self.want(program)
        if want is None:
            return ["nothing recorded and no python3.11 here: ./dev oracle"]
        if want.stopped:
            return [f"python3 itself: {want.stopped}"]
        return programs.compare(program, want, program.run(binary))

    def programs(self, binary, label=""):
        found = programs.find_programs(self.names)
        self.each("programs" + label, lambda name, program: self.report.result(name, self.program_trouble(program, binary)),
                  [(program.name + label, program) for program in found])

    def units(self, folder, label=""):
        self.each("unit" + label, lambda name, command: self.verdict(name, run_unit(command, folder)),
                  [(f"unit/{name}{label}", command) for name, command in builds.unit_tests(folder)
                   if programs.wanted(f"tests/unit/{name}.c", self.names)])

    def scripts(self, folder, binary="", label="", **environment):
        if binary:
            environment["CAUSETTE"] = str(binary)
        self.each(folder + label, lambda name, script: self.verdict(name, run_script(script, environment)),
                  [(f"{folder}/{script.name}{label}", script) for script in sorted((programs.TESTS / folder).glob("*.py"))
                   if not script.name.startswith("_") and programs.wanted(script.relative_to(ROOT), self.names)])

    def verdict(self, name, got):
        """Counts a unit test or a script by how it ended."""
        if got.status == SKIPPED and not got.stopped:
            self.report.skip(name, programs.text(got.stdout).rstrip("\n").split("\n")[-1] or "no reason given")
        else:
            self.report.result(name, ended_well(got))

    def recordings(self):
        """The recordings are what the oracle says now: else another machine tests something else."""
        if not self.oracle_is_here:
            self.report.skip("recorded", "no python3.11 to compare with: the recordings were used instead")
            return
        results = self.ask_oracle(())
        for folder in programs.FOLDERS:
            names = oracle.stale(folder, results)
            self.report.result(f"recorded/{folder}.json", names and ["stale, ./dev oracle: " + " ".join(names)])

    def ask_oracle(self, names):
        found = [program for program in programs.find_programs(names) if not program.refused and not program.own]
        return dict(zip(found, self.pool.map(self.want, found)))


def run_unit(command, folder):
    return process.run(command, cwd=folder, env=programs.ENVIRONMENT, seconds=SCRIPT_SECONDS)


def run_script(script, environment):
    with tempfile.TemporaryDirectory() as home:
        interpreter = oracle.PYTHON if pathlib.Path(oracle.PYTHON).exists() else sys.executable
        return process.run([interpreter, str(script)], cwd=home, seconds=SCRIPT_SECONDS,
                           env={**programs.ENVIRONMENT, "PATH": os.environ.get("PATH", os.defpath), "HOME": home,
                                "XDG_RUNTIME_DIR": home,  # shells of a test meet nobody else's
                                **{name: os.environ[name] for name in PASSED_ON if name in os.environ}, **environment})


def ended_well(result):
    """What a unit test or a script tells when it has failed."""
    if result.status == 0 and not result.stopped:
        return []
    said = (result.stdout + result.stderr).decode("utf-8", "surrogateescape").rstrip("\n").split("\n")
    return [result.stopped or f"exit status {result.status}", *said[:20], *shorten(said[20:][-40:], 40)]


def test_all(runner):
    runner.step("check-layers", layers.check, ROOT)
    made = []
    for build in builds.BUILDS:
        reason = builds.missing(build)
        if reason:
            runner.report.skip(f"build-{build.label}", reason)
        elif runner.step(f"build-{build.label}", builds.make, build):
            made.append(build)
    with_switches = [build for build in made if "-Dswitches=true" in build.options]
    switches = {"CAUSETTE_SWITCHES": str(with_switches[-1].binary)} if with_switches else {}
    runner.scripts("tools", CAUSETTE_BUILD=str(builds.PLAIN.folder if builds.PLAIN in made else ""))
    for build in made:
        label = "" if build is builds.PLAIN else f" ({build.label})"
        runner.units(build.folder, label)
        runner.programs(build.binary, label)
        runner.scripts("shell", build.binary, label, **switches)
        runner.scripts("dialogues", build.binary, label, **switches)
        runner.scripts("trace", build.binary, label)
    runner.recordings()
    if builds.PLAIN in made:
        runner.scripts("browser", builds.PLAIN.binary)
        if runner.step("build-static", builds.make_static):
            runner.scripts("shell", builds.STATIC, " (static)", **switches)
            runner.scripts("dialogues", builds.STATIC, " (static)", **switches)
            runner.scripts("trace", builds.STATIC, " (static)")


def record(runner):
    if not runner.oracle_is_here:
        print(f"{oracle.PYTHON} is not Python 3.11: nothing recorded", file=sys.stderr)
        return 1
    results = runner.ask_oracle(runner.names)
    stopped = [program.name for program, result in results.items() if result.stopped]
    if stopped:
        print("python3 does not end:", *stopped, file=sys.stderr)
        return 1
    oracle.record(results, programs.find_programs())
    print(f"{len(results)} programs recorded")
    return 0


def main(words):
    options = argparse.ArgumentParser(description="Runs the tests of causette.")
    how = options.add_mutually_exclusive_group(required=True)
    how.add_argument("--all", action="store_true", help="every build and every test")
    how.add_argument("--build", metavar="DIR", type=pathlib.Path, help="one build folder")
    how.add_argument("--causette", metavar="PATH", type=pathlib.Path, help="one binary")
    how.add_argument("--oracle-only", action="store_true", help="record what python3 prints")
    options.add_argument("names", metavar="NAME", nargs="*", help="only tests whose path contains this")
    given = options.parse_args(words)
    runner = Runner(tuple(given.names))
    try:
        return run(runner, given)
    except KeyboardInterrupt:
        runner.pool.shutdown(wait=False, cancel_futures=True)
        process.kill_all()
        runner.report.close("interrupted")
        return 128 + signal.SIGINT


def run(runner, given):
    if given.oracle_only:
        return record(runner)
    if given.all:
        test_all(runner)
        return runner.report.end()
    binary = (given.causette or given.build / "causette").resolve()
    if given.build:
        runner.units(given.build)
        runner.scripts("tools", CAUSETTE_BUILD=str(given.build.resolve()))
    runner.programs(binary)
    runner.scripts("shell", binary)
    runner.scripts("dialogues", binary)
    runner.scripts("trace", binary)
    runner.scripts("browser", binary)
    return runner.report.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
