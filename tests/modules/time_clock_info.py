# What the clocks are made of.
import time

for name in "time", "monotonic", "perf_counter", "process_time", "thread_time":
    print(time.get_clock_info(name))
for wrong in "x", 1:
    try:
        time.get_clock_info(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
