# SPDX-License-Identifier: GPL-3.0-or-later
"""One program run to its end, bounded in time and in output.

Each program leads a process group of its own, so that what it started ends with it, and no terminal
signal of the person who runs the tests reaches it.
"""

import dataclasses
import hashlib
import os
import selectors
import signal
import subprocess
import time

SECONDS = 20
MOST_OUTPUT = 8 << 20


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


def read_all(process, deadline):
    """(stdout, stderr, why it had to be stopped)"""
    output = {process.stdout: bytearray(), process.stderr: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe in output:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                return output, "time limit"
            for key, _ in selector.select(left):
                data = os.read(key.fd, 1 << 16)
                if not data:
                    selector.unregister(key.fileobj)
                output[key.fileobj] += data
                if len(output[key.fileobj]) > MOST_OUTPUT:
                    return output, "too much output"
    return output, ""


def run(command, cwd=None, env=None, stdin=os.devnull, seconds=SECONDS):
    """Runs command (a list of words). Never raises for what the program does."""
    deadline = time.monotonic() + seconds
    with open(stdin, "rb") as given:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=given, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, start_new_session=True)
    with process:
        output, stopped = read_all(process, deadline)
        if not stopped:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                stopped = "time limit"
        if stopped:
            os.killpg(process.pid, signal.SIGKILL)
        status = process.wait()
    return Result(bytes(output[process.stdout]), bytes(output[process.stderr]), status, stopped)
