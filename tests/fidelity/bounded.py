# SPDX-License-Identifier: GPL-3.0-or-later
"""A program of this folder, run to its end in a scratch folder: started again behind whatever crashes or hangs.

What is under way may use METHOD_SECONDS of the processor, stand still, using none, for IDLE_SECONDS by the clock, and idle about,
using less than one STROLL-th of it, for STROLL_SECONDS; all of
a subject together may use SUBJECT_SECONDS. Memory and the size of files are limited.
"""

import dataclasses
import os
import pathlib
import resource
import signal
import subprocess
import tempfile
import time

import inside_log
import process
from programs import ENVIRONMENT

METHOD_SECONDS = 60
IDLE_SECONDS = 40
SUBJECT_SECONDS = 900
STROLL_SECONDS, STROLL = 200, 20
MOST_MEMORY = 4 << 30
MOST_FILE = 4 << 30  # tests write at the end of files of 2 GiB that are empty in the middle
MOST_OUTPUT = 64 << 20
MOST_STARTS = 40
LOOKS = 0.5  # seconds between two looks at a program
STIRS = 0.1  # seconds of the processor: less is standing still


@dataclasses.dataclass
class Ended:
    """What a log tells: {name: (how, text)}, also how the groups ended and why nothing more was tried, if that is so."""
    results: dict
    groups: dict
    given_up: str = ""


def read_log(path, ended):
    """Adds what the log says. Gives (name that was begun and has not ended, whether the program said that it is done)."""
    open_name, done = None, False
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for line in text.split("\n")[:-1]:
        event, *fields = map(inside_log.unescape, line.split("\t"))
        if event == "begin":
            open_name = fields[0]
        elif event == "end":
            ended.results[fields[0]] = tuple(fields[1:])
            open_name = None
        elif event == "group":
            ended.groups[fields[0]] = tuple(fields[1:])
        elif event == "done":
            done = True
    return open_name, done


class Watch:
    """Whether what runs has had its time."""

    def __init__(self, leader, log, seconds):
        self.leader, self.log, self.seconds = leader, log, seconds
        self.size = None
        self.used = 0
        self.look()

    def look(self):
        self.used = max(self.used, sum(process.family(self.leader).values()))
        size = self.log.stat().st_size if self.log.exists() else 0
        if size != self.size:
            self.size, self.begun, self.since = size, self.used, time.monotonic()
            self.stirred = self.used, time.monotonic()
        elif self.used - self.stirred[0] > STIRS:
            self.stirred = self.used, time.monotonic()

    def trouble(self):
        """Why it must end now, or nothing."""
        self.look()
        if self.used - self.begun > METHOD_SECONDS:
            return f"more than {METHOD_SECONDS} s of the processor"
        if time.monotonic() - self.stirred[1] > IDLE_SECONDS:
            return f"stood still for {IDLE_SECONDS} s"
        passed = time.monotonic() - self.since
        if passed > STROLL_SECONDS and self.used - self.begun < passed / STROLL:
            return f"hardly moved for {STROLL_SECONDS} s"
        if (self.log.parent / "output").stat().st_size > MOST_OUTPUT:
            return "too much output"
        if self.used > self.seconds:
            return f"all together more than {SUBJECT_SECONDS} s of the processor"
        return ""


def limit(pid):
    try:
        resource.prlimit(pid, resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
    except ProcessLookupError:
        pass


def run_once(command, scratch, seconds):
    """(why it ended early or nothing, seconds of the processor that it used)"""
    with tempfile.TemporaryDirectory(dir=scratch, ignore_cleanup_errors=True) as folder, open(scratch / "output", "wb") as output:
        environment = {**ENVIRONMENT, "PATH": os.environ.get("PATH", os.defpath), "HOME": folder, "TMPDIR": folder,
                       "PYTHONPATH": str(scratch / "modules")}
        program = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output,
                                   stderr=subprocess.STDOUT, start_new_session=True)
        process.RUNNING.add(program.pid)
        limit(program.pid)
        watch = Watch(program.pid, scratch / "log", seconds)
        trouble = ""
        while not trouble:
            try:
                program.wait(LOOKS)
                break
            except subprocess.TimeoutExpired:
                trouble = watch.trouble()
        process.kill(program.pid)
        status = program.wait()
        process.RUNNING.discard(program.pid)
    if not trouble and status:
        trouble = f"killed by {signal.Signals(-status).name}" if status < 0 else f"exit status {status}"
    return trouble, watch.used


def last_words(path, most=1000):
    return path.read_bytes()[-most:].decode("utf-8", "replace")


def run(make_command, resumes=True, packages=()):
    """Ended. make_command(log, left out): the words of the command. resumes: what has run is not run again after a break.

    packages: folders that the program can import, as nothing else of where they lie.
    """
    ended = Ended({}, {})
    broken = []
    seconds = SUBJECT_SECONDS
    with tempfile.TemporaryDirectory(prefix="fidelity-", ignore_cleanup_errors=True) as scratch:
        scratch = pathlib.Path(scratch)
        (scratch / "modules").mkdir()
        for package in packages:
            (scratch / "modules" / package.name).symlink_to(package)
        for _ in range(MOST_STARTS):
            (scratch / "left_out").write_text("\n".join([*ended.results] if resumes else broken), encoding="utf-8")
            (scratch / "log").unlink(missing_ok=True)
            trouble, used = run_once(make_command(scratch / "log", scratch / "left_out"), scratch, seconds)
            seconds -= used
            under_way, done = read_log(scratch / "log", ended)
            if under_way is None:
                if not done:
                    ended.given_up = (trouble or "ended without a word") + "\n" + last_words(scratch / "output")
                return ended
            ended.results[under_way] = ("failed", (trouble or "ended the program") + "\n" + last_words(scratch / "output"))
            broken.append(under_way)
            if seconds <= 0:
                break
        ended.given_up = trouble or "broke too often"
    return ended
