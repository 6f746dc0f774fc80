# SPDX-License-Identifier: GPL-3.0-or-later
# time_ns, monotonic_ns, perf_counter_ns are integers.
import time
print(type(time.time_ns()).__name__, type(time.monotonic_ns()).__name__,
    type(time.perf_counter_ns()).__name__)
print(abs(time.time_ns() / 1e9 - time.time()) < 5, time.monotonic_ns() <= time.monotonic_ns())
