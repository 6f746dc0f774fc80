# SPDX-License-Identifier: GPL-3.0-or-later
"""One program run to its end, bounded in time and in output.

Each program leads a session of its own, so that what it started ends with it, and no terminal signal of the person
who runs the tests reaches it.

The limit is in seconds of the processor, of the program and of all that it started: a busy machine makes a test slow,
and must not make it fail. One that hangs costs no such seconds, so there is a limit by the clock too, which is
BUSY times as long.
"""

import dataclasses
import hashlib
import os
import selectors
import signal
import subprocess
import time

from patience import BUSY

SECONDS = 20
MOST_OUTPUT = 8 << 20
TICK = os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1
RUNNING = set()  # leaders


@dataclasses.dataclass
class Result:
    stdout: bytes
    stderr: bytes
    status: int  # as subprocess has it: -N for signal N
    stopped: str = ""  # why the runner ended it, or nothing
    digest: str = ""  # of the standard output, where only that was kept of it

    @property
    def output_digest(self):
        return self.digest or hashlib.sha256(self.stdout).hexdigest()

    @property
    def last_error(self):
        """The last line of standard error."""
        lines = self.stderr.decode("utf-8", "surrogateescape").rstrip("\n").split("\n")
        return lines[-1]


def read_stat(pid):
    """(parent, session, seconds of the processor, those of ended children included) as /proc tells; None: it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            words = file.read().rpartition(")")[2].split()
    except OSError:
        return None
    return int(words[1]), int(words[3]), sum(map(int, words[11:15])) / TICK


def family(leader):
    """{process: its seconds of the processor}: this one, what stands below it, and what is left of its session."""
    told = {int(pid): stat for pid in os.listdir("/proc") if pid.isdecimal() and (stat := read_stat(pid))}
    found = {pid for pid, (_, session, _) in told.items() if session == leader}
    while more := {pid for pid, (parent, _, _) in told.items() if parent in found} - found:
        found |= more
    return {pid: told[pid][2] for pid in found}


class Limit:
    """Of a program that runs: when it has had its time."""

    def __init__(self, leader, seconds):
        self.leader = leader
        self.seconds = seconds
        self.end = time.monotonic() + seconds * BUSY
        self.look_again(0)

    def look_again(self, had):
        """The processors together cannot spend what is left any sooner."""
        self.next_look = time.monotonic() + max((self.seconds - had) / CORES, 0.1)

    def left(self):
        """Seconds until the limit must be asked again."""
        return max(0.0, min(self.end, self.next_look) - time.monotonic())

    def passed(self):
        """Why the program must end now, or nothing."""
        now = time.monotonic()
        if now >= self.end:
            return f"time limit: {self.seconds * BUSY} s by the clock"
        if now >= self.next_look:
            had = sum(family(self.leader).values())
            if had >= self.seconds:
                return f"time limit: {self.seconds} s of the processor"
            self.look_again(had)
        return ""


def read_all(process, limit):
    """(stdout, stderr, why it had to be stopped)"""
    output = {process.stdout: bytearray(), process.stderr: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe in output:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            if stopped := limit.passed():
                return output, stopped
            for key, _ in selector.select(limit.left()):
                data = os.read(key.fd, 1 << 16)
                if not data:
                    selector.unregister(key.fileobj)
                output[key.fileobj] += data
                if len(output[key.fileobj]) > MOST_OUTPUT:
                    return output, "too much output"
    return output, ""


def wait(process, limit):
    """Until the program ends, which has closed its output; gives why it had to be stopped."""
    while not (stopped := limit.passed()):
        try:
            process.wait(limit.left())
            return ""
        except subprocess.TimeoutExpired:
            pass
    return stopped


def kill(leader):
    """The program, and all that it started, in sessions of their own as well."""
    for pid in {leader, *family(leader)}:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def kill_all():
    """Whatever run() still waits for in other threads."""
    for leader in list(RUNNING):
        kill(leader)


def run(command, cwd=None, env=None, stdin=os.devnull, seconds=SECONDS):
    """Runs command (a list of words). Never raises for what the program does."""
    with open(stdin, "rb") as given:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=given, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True)
    RUNNING.add(process.pid)
    with process:
        limit = Limit(process.pid, seconds)
        output, stopped = read_all(process, limit)
        stopped = stopped or wait(process, limit)
        if stopped:
            kill(process.pid)
        RUNNING.discard(process.pid)
        status = process.wait()
    return Result(bytes(output[process.stdout]), bytes(output[process.stderr]), status, stopped)
