# SPDX-License-Identifier: GPL-3.0-or-later
# sleep waits at least that long; what it refuses.
import time
start = time.monotonic()
print(time.sleep(0.02))
passed = time.monotonic() - start
print(passed >= 0.02, passed < 2)
print(time.sleep(0), time.sleep(0.0))
for bad in -1, "x", None, -0.5, float("nan"), float("inf"), 1e20, 10 ** 30, [1]:
    try:
        time.sleep(bad)
    except Exception as e:
        print(type(e).__name__, e)
for test in [
    lambda: time.sleep(), lambda: time.sleep(1, 2), lambda: time.sleep(secs=1), lambda: time.sleep(seconds=1),
]:
    try:
        print(test())
    except TypeError as e:
        print(e)
