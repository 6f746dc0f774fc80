# SPDX-License-Identifier: GPL-3.0-or-later
# time, monotonic, perf_counter and their kinds.
import time
a = time.time()
b = time.monotonic()
c = time.perf_counter()
print(type(a).__name__, type(b).__name__, type(c).__name__, a > 1.7e9, b > 0)
print(time.monotonic() >= b, time.perf_counter() >= c, time.time() - a < 5)
print([time.monotonic() <= time.monotonic() for _ in range(3)])
for test in [
    lambda: time.time(1), lambda: time.monotonic(1), lambda: time.perf_counter(1), lambda: time.nothing,
]:
    try:
        print(test())
    except Exception as e:
        print(type(e).__name__, e)
print(time.__name__, time.sleep.__name__)
