# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a test waits, by the clock, for what must come: one place for all of them.

The machine may have BUSY times the work that it can do, so limits by the clock are for what hangs. What something
costs is measured in the processor's time, and what it takes without the time in which others had the processor.
"""

import ctypes
import os
import time

BUSY = 10
SECONDS = 10 * BUSY


def work_seconds(pid):
    """Seconds that a process has had of the processor: what it costs, however busy the machine is."""
    clock = ctypes.c_int()
    ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock))
    return time.clock_gettime(clock.value)


def starved_seconds(*pids):
    """Seconds in which these processes, of one thread each, could have run and others had the processor; 0 if nobody tells."""
    total = 0
    for pid in pids:
        try:
            with open(f"/proc/{pid}/schedstat", encoding="ascii") as file:
                total += int(file.read().split()[1])
        except OSError:
            pass
    return total / 1e9


def is_sanitized(binary):
    """Built with AddressSanitizer: some five times as slow, and memory that is freed stays in quarantine."""
    with open(binary, "rb") as file:
        return b"__asan_init" in file.read()


def without_leak_check():
    """The environment of a program that has no descriptor left at its end, with which the check for leaks begins."""
    return {"ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
