# SPDX-License-Identifier: GPL-3.0-or-later
# Durations no clock can count.
import time
for value in 1e300, 1 << 70, -1, float("inf"), float("-inf"), float("nan"), 1 << 62, 10 ** 10:
    if value == 10 ** 10:
        continue
    try:
        time.sleep(value)
        print("came back")
    except Exception as e:
        print(type(e).__name__, e)
print(time.sleep(1e-9), time.sleep(5e-324), time.sleep(-0.0))
