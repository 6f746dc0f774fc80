# SPDX-License-Identifier: GPL-3.0-or-later
# How fine a clock is, and the clock of a thread.
import threading
import time

for clock in time.CLOCK_REALTIME, time.CLOCK_MONOTONIC, time.CLOCK_PROCESS_CPUTIME_ID, time.CLOCK_THREAD_CPUTIME_ID:
    print(0 < time.clock_getres(clock) <= 1)
for wrong in -1, 1000, "a", 2**40:
    try:
        time.clock_getres(wrong)
    except Exception as e:
        print(wrong, type(e).__name__)
clock = time.pthread_getcpuclockid(threading.get_ident())
print(type(clock), clock != time.CLOCK_THREAD_CPUTIME_ID, time.clock_getres(clock) > 0)
one = time.clock_gettime(clock)
sum(range(10000))
two = time.clock_gettime_ns(clock)
print(one <= two / 1e9)
